import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Days } from '#kit/days'
import { contentKinds, type ContentCrowd } from './span-crowds.ts'

/** Who did something with a content that few did anything with, by their numbers. */
export interface SpanFew { kind: ContentCrowd; content_id: string; programme_id: string; numbers: readonly number[] }

/** Keeps who was behind contents over a span; each kind of a content once. */
export const writeSpanFew = async ({ tx, organisation_id }: Ctx, { from, to }: Days, few: readonly SpanFew[]): Promise<void> => {
  const rows = [...Map.groupBy(few, ({ content_id }) => content_id)].flatMap(([content_id, [first, ...others]]) => (first === undefined ? [] : [{ content_id, programme_id: first.programme_id, all: [first, ...others] }]))
  const column = (kind: ContentCrowd) => sql`${rows.map(({ all }) => all.find((one) => one.kind === kind)?.numbers).map((numbers) => (numbers === undefined || numbers.length === 0 ? null : `{${numbers.join()}}`))}::text[]`
  await sql`insert into insights.span_few (organisation_id, first_day, last_day, content_id, programme_id, ${sql.join(contentKinds.map((kind) => sql.ref(kind)))})
    select ${organisation_id}, ${from}, ${to}, content_id, programme_id, ${sql.join(contentKinds.map((kind) => sql`${sql.ref(kind)}::integer[]`))}
    from unnest(${rows.map(({ content_id }) => content_id)}::uuid[], ${rows.map(({ programme_id }) => programme_id)}::uuid[], ${sql.join(contentKinds.map(column))})
      as few (content_id, programme_id, ${sql.join(contentKinds.map((kind) => sql.ref(kind)))})`.execute(tx)
}

/** Who was behind these contents in these spans, as far as they are kept so. */
export const readSpanFew = async ({ tx, organisation_id }: Ctx, spans: readonly Days[], content_ids: readonly string[]): Promise<SpanFew[]> => {
  const { rows } = await sql<{ content_id: string; programme_id: string } & Record<ContentCrowd, string | null>>`
    select content_id, programme_id, ${sql.join(contentKinds.map((kind) => sql`string_agg(array_to_string(${sql.ref(kind)}, ','), ',') as ${sql.ref(kind)}`))}
    from unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) as asked (first_day, last_day) join insights.span_few f using (first_day, last_day)
    where f.organisation_id = ${organisation_id} and content_id = any (${[...content_ids]}::uuid[]) group by content_id, programme_id`.execute(tx)
  return rows.flatMap(({ content_id, programme_id, ...numbers }) => contentKinds.flatMap((kind) => {
    const told = numbers[kind]
    return told === null ? [] : [{ kind, content_id, programme_id, numbers: told.split(',').map(Number) }]
  }))
}

/** Wipes a number off: of a programme's contents, or of all. */
export const forgetAmongFew = async ({ tx, organisation_id }: Ctx, number: number, programme_id?: string): Promise<void> => {
  for (const kind of contentKinds) {
    const numbers = sql.ref(kind)
    await sql`update insights.span_few set ${numbers} = nullif(array_remove(${numbers}, ${number}::integer), '{}')
      where organisation_id = ${organisation_id} ${programme_id === undefined ? sql`` : sql`and programme_id = ${programme_id}`} and ${number}::integer = any (${numbers})`.execute(tx)
  }
}
