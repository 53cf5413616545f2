import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Days } from '../spans.ts'
import type { ContentCrowd } from './span-crowds.ts'

/** Who did something with a content that few did anything with, by their numbers. */
export interface SpanFew { kind: ContentCrowd; content_id: string; programme_id: string; numbers: readonly number[] }

/** Keeps who was behind contents over a span. */
export const writeSpanFew = async ({ tx, organisation_id }: Ctx, { from, to }: Days, rows: readonly SpanFew[]): Promise<void> => {
  await sql`insert into insights.span_few (organisation_id, first_day, last_day, content_id, programme_id, kind, numbers)
    select ${organisation_id}, ${from}, ${to}, content_id, programme_id, kind, numbers::integer[]
    from unnest(${rows.map(({ content_id }) => content_id)}::uuid[], ${rows.map(({ programme_id }) => programme_id)}::uuid[], ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ numbers }) => `{${numbers.join()}}`)}::text[])
      as few (content_id, programme_id, kind, numbers)`.execute(tx)
}

/** Who was behind these contents in these spans, as far as they are kept so. */
export const readSpanFew = async ({ tx, organisation_id }: Ctx, spans: readonly Days[], content_ids: readonly string[]): Promise<SpanFew[]> => {
  const { rows } = await sql<Omit<SpanFew, 'numbers'> & { numbers: string }>`
    select kind, content_id, programme_id, string_agg(array_to_string(numbers, ','), ',') as numbers
    from unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) as asked (first_day, last_day) join insights.span_few f using (first_day, last_day)
    where f.organisation_id = ${organisation_id} and content_id = any (${[...content_ids]}::uuid[]) and numbers <> '{}' group by kind, content_id, programme_id`.execute(tx)
  return rows.map(({ numbers, ...row }) => ({ ...row, numbers: numbers.split(',').map(Number) }))
}

/** Wipes a number off: of a programme's contents, or of all. */
export const forgetAmongFew = async ({ tx, organisation_id }: Ctx, number: number, programme_id?: string): Promise<void> => {
  await sql`update insights.span_few set numbers = array_remove(numbers, ${number}::integer)
    where organisation_id = ${organisation_id} ${programme_id === undefined ? sql`` : sql`and programme_id = ${programme_id}`} and ${number}::integer = any (numbers)`.execute(tx)
}
