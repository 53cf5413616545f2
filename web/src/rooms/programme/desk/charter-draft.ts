import { useState } from 'react'
import { remembered } from '#app/store.ts'

export interface CharterDraft { based_on_version: number; markdown_fr: string; markdown_en: string }

const parsed = (text: string | null): CharterDraft | null => {
  if (text === null) return null
  try {
    const { based_on_version, markdown_fr, markdown_en } = JSON.parse(text) as Partial<CharterDraft>
    return typeof based_on_version === 'number' && typeof markdown_fr === 'string' && typeof markdown_en === 'string' ? { based_on_version, markdown_fr, markdown_en } : null
  } catch {
    return null
  }
}

/** The next version of a charter while it is being written: kept on this device until it is published. */
export const useCharterDraft = (programme_id: string) => {
  const memory = remembered(`charter-draft.${programme_id}`)
  const [draft, setDraft] = useState(() => parsed(memory.read()))
  const write = (next: CharterDraft | null) => {
    memory.write(next && JSON.stringify(next))
    setDraft(next)
  }
  return [draft, write] as const
}
