import { useEffect } from 'react'
import { remembered } from '#app/store.ts'

const fields = ['organisation_name', 'colour', 'language', 'time_zone', 'name', 'email'] as const

/** What was typed on the first visit. A logo is too heavy to be kept. */
export type FirstVisitDraft = Partial<Record<(typeof fields)[number], string>>

const memory = remembered('first_visit', 'tab')

export const readFirstVisitDraft = (): FirstVisitDraft => {
  try {
    const kept: unknown = JSON.parse(memory.read() ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(fields.flatMap((field) => {
      const value: unknown = Reflect.get(kept, field)
      return typeof value === 'string' ? [[field, value]] : []
    }))
  } catch {
    return {}
  }
}

/** Keeps what is typed for as long as this tab is open: whoever leaves the page and comes back finds it again. */
export const useKeptDraft = (draft: Required<FirstVisitDraft>): void => {
  const written = JSON.stringify(draft)
  useEffect(() => { memory.write(written) }, [written])
}

export const forgetFirstVisitDraft = (): void => { memory.write(null) }
