import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Days } from '#kit/days'

/** Who did something with a content: what is told of it that they are behind. */
export const contentCrowds = { readers: 'reads', likers: 'likes', sharers: 'shares', followed: 'clicks', left_out: 'left_out' } as const
export type ContentCrowd = keyof typeof contentCrowds
export const contentKinds = ['readers', 'likers', 'sharers', 'followed', 'left_out'] as const satisfies readonly ContentCrowd[]

/** Who was behind a content over a span, kind by kind, as strings of bits. */
export type SpanCrowd = { content_id: string; programme_id: string } & Record<ContentCrowd, string>

/** Keeps who was behind contents over a span. */
export const writeSpanCrowds = async ({ tx, organisation_id }: Ctx, { from, to }: Days, rows: readonly SpanCrowd[]): Promise<void> => {
  const column = (kind: ContentCrowd) => sql`${rows.map((row) => row[kind])}::text[]`
  await sql`insert into insights.span_crowds (organisation_id, first_day, last_day, content_id, programme_id, readers, likers, sharers, followed, left_out)
    select ${organisation_id}, ${from}, ${to}, content_id, programme_id, readers::bit varying, likers::bit varying, sharers::bit varying, followed::bit varying, left_out::bit varying
    from unnest(${rows.map(({ content_id }) => content_id)}::uuid[], ${rows.map(({ programme_id }) => programme_id)}::uuid[], ${sql.join(contentKinds.map(column))})
      as crowd (content_id, programme_id, readers, likers, sharers, followed, left_out)`.execute(tx)
}

/** Keeps what the crowds of a span's days come to together. They have one length only where they are read. */
export const writeSpanLines = async ({ tx, organisation_id }: Ctx, { from, to }: Days, size: number): Promise<void> => {
  const bits = sql.raw(`bit(${Math.max(1, Math.trunc(size))})`)
  await sql`insert into insights.span_lines (organisation_id, first_day, last_day, kind, programme_id, dimension, key, members)
    select ${organisation_id}, ${from}, ${to}, kind, programme_id, dimension, key, bit_or(members::${bits}) from insights.crowds
    where organisation_id = ${organisation_id} and day between ${from} and ${to} and dimension in ('theme', 'network') group by kind, programme_id, dimension, key`.execute(tx)
}

/** Who did something with a content on days that no span covers, each once, by their numbers; `mine`: those of the part that is asked for. */
export interface LiveContentCrowd { kind: ContentCrowd; content_id: string; members: readonly number[]; mine: readonly number[] }

export interface SpanCrowdsAsked {
  spans: readonly Days[]
  content_ids: readonly string[]
  live: readonly LiveContentCrowd[]
  /** How many numbers there are. */
  size: number
  /** Numbers that lead to nobody, and the part that is asked for, as bit strings of that size; null: nobody, and everybody. */
  freed: string | null
  part: string | null
}

/** How many people are behind a content, in the part and in all. */
export interface CountedContent { kind: ContentCrowd; content_id: string; part: number; whole: number }

/** How many people are behind each of these contents: those who are kept in these spans, and those of `live`. */
export const countBehindKept = async ({ tx, organisation_id }: Ctx, { spans, content_ids, live, size, freed, part }: SpanCrowdsAsked): Promise<CountedContent[]> => {
  const bits = sql.raw(`bit(${Math.max(1, Math.trunc(size))})`)
  const gathered = sql.join(contentKinds.map((kind) => sql`bit_or(c.${sql.ref(kind)}::${bits})${freed === null ? sql`` : sql` & ~${freed}::${bits}`} as ${sql.ref(kind)}`))
  const counted = (crowd: RawBuilder<unknown>, others: RawBuilder<unknown>) =>
    sql`(bit_count(${crowd}) + coalesce((select count(*) from unnest(${others}) as number where get_bit(c.members, number) = 0), 0))::integer`
  const { rows } = await sql<Omit<CountedContent, 'part'> & Partial<CountedContent>>`
    with kept as materialized (
      select c.content_id, ${gathered} from unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) as asked (first_day, last_day)
        join insights.span_crowds c on c.organisation_id = ${organisation_id} and c.first_day = asked.first_day and c.last_day = asked.last_day
      where c.content_id = any (${[...content_ids]}::uuid[]) group by c.content_id
    ), crowds as materialized (
      select a.content_id, c.kind, coalesce(c.members, repeat('0', ${Math.max(1, Math.trunc(size))}::integer)::${bits}) as members from unnest(${[...content_ids]}::uuid[]) as a (content_id) left join kept k on k.content_id = a.content_id
        cross join lateral (values ${sql.join(contentKinds.map((kind) => sql`(${kind}, k.${sql.ref(kind)})`))}) as c (kind, members)
    ), live as (
      select kind, content_id, members::integer[] as members, mine::integer[] as mine
      from unnest(${live.map(({ kind }) => kind)}::text[], ${live.map(({ content_id }) => content_id)}::uuid[], ${live.map(({ members }) => `{${members.join()}}`)}::text[], ${live.map(({ mine }) => `{${mine.join()}}`)}::text[])
        as acted (kind, content_id, members, mine)
    )
    select c.kind, c.content_id, ${part === null ? sql`` : sql`${counted(sql`c.members & ${part}::${bits}`, sql`l.mine`)} as part,`} ${counted(sql`c.members`, sql`l.members`)} as whole
    from crowds c left join live l on l.kind = c.kind and l.content_id = c.content_id`.execute(tx)
  return rows.map(({ whole, part: mine = whole, ...row }) => ({ ...row, part: mine, whole }))
}

/** The crowds of spans that a number can be in. */
const columns = [...contentKinds.map((kind) => ({ table: 'insights.span_crowds', column: kind })), { table: 'insights.span_lines', column: 'members' }]

/** Wipes a number off what is kept of spans: of a programme's, or of all. */
export const forgetInSpans = async ({ tx, organisation_id }: Ctx, number: number, programme_id?: string): Promise<void> => {
  for (const { table, column } of columns) {
    const members = sql.ref(column)
    await sql`update ${sql.table(table)} set ${members} = set_bit(${members}, ${number}, 0)
      where organisation_id = ${organisation_id} ${programme_id === undefined ? sql`` : sql`and programme_id = ${programme_id}`}
        and case when length(${members}) > ${number} then get_bit(${members}, ${number}) = 1 else false end`.execute(tx)
  }
}
