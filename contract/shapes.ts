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

const lineBreak = /[\n\v\f\r\u0085\u2028\u2029]/u

/**
 * Control characters, and the marks that turn the direction of what follows them: a name that holds one is not what it seems
 * (Unicode Technical Report 36, section 2.5). Letters of right-to-left scripts, and the marks that belong to them, are fine.
 */
const hidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** Something that can be seen: a name of joiners and spaces alone would be none. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

const flawOf = (value: string): string | null =>
  !storable(value) ? 'nul_character' : lineBreak.test(value) ? 'one_line' : hidden.test(value) ? 'hidden_character' : value.trim() !== '' && !visible.test(value) ? 'required' : null

const onOneLine = (schema: z.ZodString) => schema.superRefine((value, context) => {
  const code = flawOf(value)
  if (code !== null) context.addIssue({ code: 'custom', params: { code } })
})

/** A name: one line of text as a person typed it, and as it is shown wherever it is shown; `max` in UTF-16 units. */
export const line = (max: number) => onOneLine(z.string().trim().min(1).max(max))

/** Like `line`, possibly empty, and kept to the last space: somebody may be typing it still. */
export const lineOrNothing = (max: number) => onOneLine(z.string().max(max))

/** What is looked for: as it was pasted. */
export const searchWords = (max: number) => z.string().trim().min(1).max(max).refine(storable, { params: { code: 'nul_character' } })

/** Like `line`, with line breaks and possibly empty. */
export const text = (max: number) =>
  z.string().max(max).refine(storable, { params: { code: 'nul_character' } })

/** A file in base64, at most so many megabytes once decoded. */
export const file64 = (megabytes: number) =>
  z.base64().min(1).refine((text) => text.length * 0.75 <= megabytes * 1024 * 1024 + 2, { params: { code: 'too_big_file', values: { megabytes } } })

/** An http(s) address. */
export const address = z.url({ protocol: /^https?$/ }).max(2048)

/** A QR code and the address that it leads to: for print as SVG, and as PNG of 1,200 pixels at least, in base64. */
export const qrCode = z.object({ address: z.string(), svg: z.string(), png: z.base64() })
export type QrCode = z.infer<typeof qrCode>

/** What a list takes to show its next page. */
export const pageInput = { cursor: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }

/** A page of a list; `next_cursor` is null on the last one. */
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next_cursor: z.string().nullable() })
