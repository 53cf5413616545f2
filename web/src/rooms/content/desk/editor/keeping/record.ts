import type { Draft } from './draft.ts'

/** What this device keeps of changes that the server does not have yet. */
export interface KeptRecord {
  /** The content's version that they were begun on, and the content as it was then. */
  version: number
  seen: Draft
  base: Draft
  draft: Draft
}

export interface Memory { read: () => string | null; write: (value: string | null) => void }

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string' && 'body_html' in value && typeof value.body_html === 'string' && 'captions' in value && Array.isArray(value.captions)

/** Null for none, and for what cannot be read. */
export const readRecord = (memory: Memory): KeptRecord | null => {
  try {
    const record: unknown = JSON.parse(memory.read() ?? 'null')
    if (typeof record !== 'object' || record === null || !('version' in record) || !('seen' in record) || !('base' in record) || !('draft' in record)) return null
    const { version, seen, base, draft } = record
    return typeof version === 'number' && isDraft(seen) && isDraft(base) && isDraft(draft) ? { version, seen, base, draft } : null
  } catch {
    return null
  }
}

/** Whether the device did keep it. */
export const writeRecord = (memory: Memory, record: KeptRecord | null): boolean => {
  const written = record && JSON.stringify(record)
  memory.write(written)
  return memory.read() === written
}
