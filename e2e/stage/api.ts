import { expect } from 'vitest'
import { z } from 'zod'
import { again, type Visitor } from './browser.ts'

const session = z.object({ memberships: z.array(z.object({ organisation_id: z.string() })) })

/** Calls the API as the person at this device: what the platform knows, beside what its screens show. */
export const apiOf = async ({ context }: Visitor) => {
  const known = session.parse(await (await context.request.get('/api/v1/session', again)).json())
  const organisation_id = known.memberships[0]?.organisation_id ?? ''
  return async (method: string, path: string, data?: unknown): Promise<unknown> => {
    const answer = await context.request.fetch(`/api/v1${path}`, { ...again, method, headers: { 'portevoix-organisation': organisation_id }, ...(data !== undefined && { data }) })
    const text = await answer.text()
    expect(answer.status(), `${method} ${path}: ${text.slice(0, 500)}`).toBeLessThan(300)
    return text === '' ? null : JSON.parse(text)
  }
}
