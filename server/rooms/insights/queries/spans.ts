import { sql } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import type { Days } from '#kit/days'

/** What a content came to. */
export interface ContentCount { reads: number; likes: number; shares: number; clicks: number }

/** The spans that are kept within these days. */
export const readSpans = async ({ tx, organisation_id }: Ctx, { from, to }: Days): Promise<Days[]> =>
  (await tx.selectFrom('insights.spans').select(['first_day as from', 'last_day as to']).where('organisation_id', '=', organisation_id).where('first_day', '>=', from).where('last_day', '<=', to).execute())

const texts = (text: string | null): string[] => text?.split(',') ?? []

/** What the contents of these spans came to, all spans together: by everybody, or by one tribe. */
export const readSpanContents = async ({ tx, organisation_id }: Ctx, spans: readonly Days[], tribe?: Tribe): Promise<Map<string, ContentCount>> => {
  if (spans.length === 0) return new Map()
  const { rows: [row] } = await sql<Record<'ids' | 'reads' | 'likes' | 'shares' | 'clicks', string | null>>`
    select string_agg(content_id::text, ',') as ids, string_agg(reads::text, ',') as reads, string_agg(likes::text, ',') as likes, string_agg(shares::text, ',') as shares, string_agg(clicks::text, ',') as clicks
    from (
      select c.content_id, sum(c.reads) as reads, sum(c.likes) as likes, sum(c.shares) as shares, sum(c.clicks) as clicks
      from unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) as asked (first_day, last_day)
        join insights.span_contents c on c.organisation_id = ${organisation_id} and c.first_day = asked.first_day and c.last_day = asked.last_day and ${tribe === undefined ? sql`c.tribe is null` : sql`c.tribe = ${tribe}`}
      group by c.content_id) as counted`.execute(tx)
  const [reads, likes, shares, clicks] = [texts(row?.reads ?? null), texts(row?.likes ?? null), texts(row?.shares ?? null), texts(row?.clicks ?? null)]
  return new Map(texts(row?.ids ?? null).map((id, place) => [id, { reads: Number(reads[place]), likes: Number(likes[place]), shares: Number(shares[place]), clicks: Number(clicks[place]) }]))
}

/** Begins to keep a span, in the place of what was kept of it. */
export const writeSpan = async ({ tx, organisation_id }: Ctx, { from, to }: Days): Promise<void> => {
  await sql`delete from insights.spans where organisation_id = ${organisation_id} and first_day = ${from} and last_day = ${to}`.execute(tx)
  await tx.insertInto('insights.spans').values({ organisation_id, first_day: from, last_day: to }).execute()
}

/** Keeps what contents came to over a span: by everybody, or by one tribe. */
export const writeSpanContents = async ({ tx, organisation_id }: Ctx, { from, to }: Days, contents: ReadonlyMap<string, ContentCount>, tribe?: Tribe): Promise<void> => {
  const rows = [...contents]
  const column = (name: keyof ContentCount) => sql`${rows.map(([, count]) => count[name])}::integer[]`
  await sql`insert into insights.span_contents (organisation_id, first_day, last_day, tribe, content_id, reads, likes, shares, clicks)
    select ${organisation_id}, ${from}, ${to}, ${tribe ?? null}, content_id, reads, likes, shares, clicks
    from unnest(${rows.map(([id]) => id)}::uuid[], ${column('reads')}, ${column('likes')}, ${column('shares')}, ${column('clicks')}) as told (content_id, reads, likes, shares, clicks)`.execute(tx)
}

/** Forgets spans. */
export const deleteSpans = async ({ tx, organisation_id }: Ctx, spans: readonly Days[]): Promise<void> => {
  await sql`delete from insights.spans s using unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) as gone (first_day, last_day)
    where s.organisation_id = ${organisation_id} and s.first_day = gone.first_day and s.last_day = gone.last_day`.execute(tx)
}
