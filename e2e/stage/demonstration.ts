import type { Persona } from '@portevoix/contract/demonstration'
import { expect } from 'vitest'
import { again, type Visitor } from './browser.ts'

/** An invented organisation with a year of life, in the visitor's language. */
export const makeDemonstration = async ({ context, language }: Visitor, name: string): Promise<void> => {
  const told = await context.request.post('/api/v1/demonstration', { ...again, data: { name, language }, timeout: 120_000 })
  expect(told.status(), await told.text()).toBe(200)
  expect(await told.text()).toContain('ready')
}

/** Makes the device that of one of its people, signed in. */
export const become = async ({ context }: Visitor, persona: Persona): Promise<void> => {
  const answer = await context.request.post('/api/v1/demonstration/role', { ...again, data: { persona } })
  expect(answer.status(), await answer.text()).toBe(201)
}
