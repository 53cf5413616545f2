import { z } from 'zod'
import { problem } from '#kit/problem'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The position that a cursor holds; 422 where it is none of ours. */
const decode = <T>(schema: z.ZodType<T>, cursor: string): T => {
  try {
    const read = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (read.success) return read.data
  } catch { /* not JSON: refused below */ }
  return problem(422, 'invalid_input', { fields: [{ field: 'cursor', code: 'invalid' }] })
}

/**
 * Where a walk through the feed stands. Unread contents come first, then the others: `walk` says in which of the two it is.
 * `as_of` and `floor` stay as they were on the first page, so that what is read meanwhile is neither shown twice nor skipped.
 */
const feedPosition = z.object({
  walk: z.enum(['unread', 'others']),
  as_of: z.iso.datetime(),
  /** Unread contents ranked under it are among the others. */
  floor: z.number(),
  after: z.object({ rank: z.number(), id: z.uuid() }).nullable(),
})
export type FeedPosition = z.infer<typeof feedPosition>
export const feedCursor = { write: (position: FeedPosition) => encode(position), read: (cursor: string) => decode(feedPosition, cursor) }

const scoredPosition = z.object({ score: z.number(), id: z.uuid() })
export type ScoredPosition = z.infer<typeof scoredPosition>
export const scoredCursor = { write: (position: ScoredPosition) => encode(position), read: (cursor: string) => decode(scoredPosition, cursor) }

const datedPosition = z.object({ at: z.iso.datetime(), id: z.uuid() })
export type DatedPosition = z.infer<typeof datedPosition>
export const datedCursor = { write: (position: DatedPosition) => encode(position), read: (cursor: string) => decode(datedPosition, cursor) }
