import { forgetAll, remembered } from './store.ts'

/** Longer than this (a picture chosen), a draft lasts as long as the page: a tab's storage is small. */
const heaviest = 500_000

const held = new Map<string, string>()
const memoryOf = (place: string) => remembered(`draft.${place}`, 'tab')

export const writeDraft = (place: string, draft: unknown): void => {
  const text = draft === null ? null : JSON.stringify(draft)
  if (text === null) held.delete(place)
  else held.set(place, text)
  memoryOf(place).write(text !== null && text.length > heaviest ? null : text)
}

export const readDraft = (place: string): unknown => {
  try {
    return JSON.parse(held.get(place) ?? memoryOf(place).read() ?? 'null')
  } catch {
    return null
  }
}

/** Another person at this device finds nothing. */
export const forgetDrafts = (): void => {
  held.clear()
  forgetAll('draft.', 'tab')
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Whether what was kept has the shape of a sample: it may come from another version of the interface. A list is of its sample's first
 * entry; where a sample is empty (null, undefined) something or nothing may stand.
 */
export const isAlike = <Sample>(sample: Sample, kept: unknown): kept is Sample => {
  if (sample === null || sample === undefined) return kept === null || typeof kept === 'string' || typeof kept === 'number'
  if (Array.isArray(sample)) return Array.isArray(kept) && (sample.length === 0 || kept.every((one) => isAlike<unknown>(sample[0], one)))
  if (isRecord(sample)) return isRecord(kept) && Object.entries(sample).every(([field, value]) => isAlike(value, kept[field]))
  return typeof kept === typeof sample
}

/** Whether what was kept is some fields of a form, each of the sample's shape. */
export const isPartOf = <Sample extends object>(sample: Sample, kept: unknown): kept is Partial<Sample> =>
  isRecord(kept) && Object.entries(kept).every(([field, value]) => field in sample && isAlike<unknown>(Reflect.get(sample, field), value))
