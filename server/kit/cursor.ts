import type { z } from 'zod'
import { refuseField } from '#kit/problem'

/** Where a list's next page begins, as the text that goes out and comes back. */
export const writeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url')

/** @throws Problem 422 on a text that `writeCursor` did not make. */
export const readCursor = <Schema extends z.ZodType>(cursor: string | undefined, schema: Schema): z.output<Schema> | null => {
  if (cursor === undefined) return null
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return refuseField('cursor', 'invalid')
  }
}

/** A page of `limit` from rows of which one more was asked for. */
export const pageOf = <Row, Item>(rows: readonly Row[], limit: number, position: (row: Row) => unknown, present: (row: Row) => Item) => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(present), next_cursor: rows.length > limit && last !== undefined ? writeCursor(position(last)) : null }
}
