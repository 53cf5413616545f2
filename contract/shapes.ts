import { z } from 'zod'

/** A UUID; the ones we make are version 7. */
export const id = z.uuid()

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime({ offset: true })

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date()

export const language = z.enum(['fr', 'en'])
export type Language = z.infer<typeof language>

export const tribe = z.enum(['employees', 'customers'])
export type Tribe = z.infer<typeof tribe>

/** `#rrggbb` */
export const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/)

/** NUL and halves of a surrogate pair cannot be stored as they are. */
const storable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed()

/** A line of text as a person typed it; `max` in UTF-16 units. */
export const line = (max: number) => z.string().trim().min(1).max(max).refine(storable, { params: { code: 'nul_character' } })

/** Like `line`, with line breaks and possibly empty. */
export const text = (max: number) =>
  z.string().max(max).refine(storable, { params: { code: 'nul_character' } })

/** An http(s) address. */
export const address = z.url({ protocol: /^https?$/ }).max(2048)

/** What a list takes to show its next page. */
export const pageInput = { cursor: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }

/** A page of a list; `next_cursor` is null on the last one. */
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next_cursor: z.string().nullable() })
