import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Days } from '#kit/days'
import type { ClickCount } from './clicks.ts'

/** What the links of some members brought; a member's own are found by their links, for no rollup names anybody. */
export interface OwnFilter extends Days { content_ids?: readonly string[] | undefined; network?: string | undefined }
export type OwnDimension = 'day' | 'network' | 'theme_id' | 'content_id'

const sums = sql`coalesce(sum(d.clicks), 0)::integer as clicks, coalesce(sum(d.drops), 0)::integer as drops`
const among = ({ content_ids, network }: OwnFilter) => sql`${content_ids ? sql`and l.content_id = any (${[...content_ids]}::uuid[])` : sql``} ${network === undefined ? sql`` : sql`and l.network = ${network}`}`

/** What a member's own links brought, for that member's eyes; days in order, the others most clicked first. */
export const countOwnClicksBy = async ({ tx, organisation_id }: Ctx, member_id: string, dimension: OwnDimension, filter: OwnFilter): Promise<(ClickCount & { key: string | null })[]> => {
  const key = sql.ref(dimension === 'day' ? 'd.day' : `l.${dimension}`)
  const { rows } = await sql<ClickCount & { key: string | null }>`
    select ${key}::text as key, ${sums} from links.links l join links.daily_link_clicks d on d.link_id = l.id and d.day between ${filter.from} and ${filter.to}
    where l.organisation_id = ${organisation_id} and l.sharer_id = ${member_id} ${among(filter)}
    group by ${key} order by ${dimension === 'day' ? sql`1` : sql`clicks desc, 1`}`.execute(tx)
  return rows
}

/** The clicks of several members, each from a day of their own: only ever those who agreed to be ranked. */
export const countClicksOfSharers = async ({ tx, organisation_id }: Ctx, sharers: readonly { sharer_id: string; from: string }[], filter: OwnFilter): Promise<(ClickCount & { sharer_id: string })[]> => {
  const { rows } = await sql<ClickCount & { sharer_id: string }>`
    select l.sharer_id, ${sums} from unnest(${sharers.map(({ sharer_id }) => sharer_id)}::uuid[], ${sharers.map(({ from }) => from)}::date[]) as s (sharer_id, since)
    join links.links l on l.sharer_id = s.sharer_id join links.daily_link_clicks d on d.link_id = l.id and d.day between greatest(s.since, ${filter.from}::date) and ${filter.to}
    where l.organisation_id = ${organisation_id} ${among(filter)}
    group by l.sharer_id order by clicks desc, l.sharer_id`.execute(tx)
  return rows
}

/** All of a member's own figures, link by link and day by day, for their own copy. */
export const dailyClicksOfSharer = ({ tx, organisation_id }: Ctx, member_id: string) =>
  tx.selectFrom('links.daily_link_clicks as d').innerJoin('links.links as l', 'l.id', 'd.link_id').select(['d.day', 'l.content_id', 'l.network', 'd.clicks', 'd.uniques', 'd.drops'])
    .where('l.organisation_id', '=', organisation_id).where('l.sharer_id', '=', member_id).orderBy('d.day').execute()
