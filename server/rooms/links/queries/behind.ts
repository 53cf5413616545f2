import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import { onDays, type Days } from '#kit/days'

export interface LinksAsked { theme_id?: string | null | undefined; network?: string | undefined; programme_id?: string | undefined }

/** Conditions on `links.links` as l. */
const linksAsked = ({ theme_id, network, programme_id }: LinksAsked) => sql.join([
  sql`true`, ...(theme_id === undefined ? [] : [sql`l.theme_id is not distinct from ${theme_id}::uuid`]), ...(network === undefined ? [] : [sql`l.network = ${network}`]),
  ...(programme_id === undefined ? [] : [sql`l.programme_id = ${programme_id}`]),
], sql` and `)

/** What was followed on some days, as d. */
const followedOn = (organisation_id: string, days: readonly Days[]) =>
  sql`d as materialized (select link_id, day, clicks, drops from links.daily_link_clicks where organisation_id = ${organisation_id} and ${onDays(sql`day`, days)})`

/** Their links, as l: of one day they are looked up, where PostgreSQL would read all that there are; of many days it is right to. */
const followedLinks = (days: readonly Days[]) =>
  (days.length === 1 && days[0]?.from === days[0]?.to ? sql`join (select * from links.links where id = any (array(select link_id from d))) l on l.id = d.link_id` : sql`join links.links l on l.id = d.link_id`)

/** Those whose links were followed on a day, or asked for and left out; ids may come more than once. `content_ids`: the links' contents, one for each of them. */
export interface Followed { left_out: boolean; day: string; programme_id: string | null; theme_id: string | null; network: string | null; content_ids: string[] | null; member_ids: string[] }

const came = { clicks: '1', drops: '2', both: '3' }

/**
 * Whose links were followed on the days of a period, and whose were asked for by what is left out: for counting only, never for showing.
 * Those who left are not among them. `by`: told apart by theme, by network, and with the contents; what is not asked for is null.
 */
export const followedSharers = async ({ tx, organisation_id }: Ctx, days: Days, asked: LinksAsked = {}, by: readonly ('theme' | 'network' | 'content')[] = []): Promise<Followed[]> => {
  const told = (name: 'theme' | 'network', column: string) => (by.includes(name) ? sql`l.${sql.ref(column)}` : sql`null as ${sql.ref(column)}`)
  // each once, with a digit that says what came by the link
  const { rows } = await sql<Omit<Followed, 'left_out' | 'member_ids' | 'content_ids'> & { ids: string; contents: string | null; came: string }>`
    with ${followedOn(organisation_id, [days])}
    select ${told('theme', 'theme_id')}, ${told('network', 'network')}, d.day, l.programme_id, string_agg(l.sharer_id::text, ',') as ids,
      ${by.includes('content') ? sql`string_agg(l.content_id::text, ',')` : sql`null`} as contents,
      string_agg(case when d.drops <= 0 then ${came.clicks} when d.clicks <= 0 then ${came.drops} else ${came.both} end, '') as came
    from d ${followedLinks([days])} where l.sharer_id is not null and (d.clicks > 0 or d.drops > 0) and ${linksAsked(asked)} group by 1, 2, 3, 4`.execute(tx)
  return rows.flatMap(({ ids, contents, came: digits, ...line }) => {
    const [sharers, theirs] = [ids.split(','), contents?.split(',')]
    const but = (other: string) => {
      const those = (_: string, place: number) => digits[place] !== other
      return { ...line, member_ids: sharers.filter(those), content_ids: theirs?.filter(those) ?? null }
    }
    return [{ ...but(came.drops), left_out: false }, { ...but(came.clicks), left_out: true }].filter(({ member_ids }) => member_ids.length > 0)
  })
}

/** Whose links to each of these contents were followed on some days, or asked for and left out. For counting only. */
export const followedOfContents = async ({ tx, organisation_id }: Ctx, days: readonly Days[], content_ids: readonly string[]): Promise<{ left_out: boolean; content_id: string; programme_id: string; member_ids: string[] }[]> => {
  const { rows } = await sql<{ left_out: boolean; content_id: string; programme_id: string; ids: string }>`
    with ${followedOn(organisation_id, days)}, followed as materialized (
      select l.content_id, l.programme_id, l.sharer_id, bool_or(d.clicks > 0) as clicks, bool_or(d.drops > 0) as drops
      from d ${followedLinks(days)} where l.content_id = any (${[...content_ids]}::uuid[]) and l.sharer_id is not null group by 1, 2, 3
    )
    select false as left_out, content_id, programme_id, string_agg(sharer_id::text, ',') as ids from followed where clicks group by 2, 3
    union all
    select true, content_id, programme_id, string_agg(sharer_id::text, ',') from followed where drops group by 2, 3`.execute(tx)
  return rows.map(({ ids, ...row }) => ({ ...row, member_ids: ids.split(',') }))
}

/** How many sharers are behind a figure of their links: in a part of the organisation, and in all. */
export interface SharersFollowed { measure: 'clicks' | 'left_out'; dimension: 'all' | 'network' | 'theme' | 'content'; key: string | null; now: boolean; part: number; whole: number }

/** Days: the period before begins with `from`, the period with `since`; it ends with `to`. */
interface Compared { from: string; since: string; to: string }

type Counted = Omit<SharersFollowed, 'measure'> & { part_asked: number; whole_asked: number }
const counts = sql`count(*) filter (where mine and clicks) as part, count(*) filter (where clicks) as whole,
  count(*) filter (where mine and left_out) as part_asked, count(*) filter (where left_out) as whole_asked`
const bothMeasures = (rows: readonly Counted[]): SharersFollowed[] => rows.flatMap(({ part, whole, part_asked, whole_asked, ...cell }) => [
  { ...cell, measure: 'clicks' as const, part, whole }, { ...cell, measure: 'left_out' as const, part: part_asked, whole: whole_asked },
])

/**
 * How many members had their links followed, or asked for by robots: by network, also in the period before, and by theme; asked for by
 * robots, in all too. `part`: of these members, `whole`: of everybody. Those who left are not among them.
 */
export const peopleBehindClicks = async ({ tx, organisation_id }: Ctx, { from, since, to }: Compared, asked: LinksAsked, member_ids: readonly string[]): Promise<SharersFollowed[]> => {
  const { rows } = await sql<Counted>`
    with part as materialized (select id from unnest(${[...member_ids]}::uuid[]) as member (id)),
    linked as materialized (
      select link_id, day >= ${since} as now, bool_or(clicks > 0) as clicks, bool_or(drops > 0) as left_out from links.daily_link_clicks
      where organisation_id = ${organisation_id} and day between ${from} and ${to} group by 1, 2
    ), people as materialized (
      select l.sharer_id, p.id is not null as mine, d.now, l.network, l.theme_id, d.clicks, d.left_out
      from linked d join links.links l on l.id = d.link_id left join part p on p.id = l.sharer_id where l.sharer_id is not null and ${linksAsked(asked)}
    ), cells as (
      select 'network' as dimension, network as key, now, sharer_id, mine, bool_or(clicks) as clicks, bool_or(left_out) as left_out from people group by network, now, sharer_id, mine
      union all
      select 'theme', theme_id::text, true, sharer_id, mine, bool_or(clicks), bool_or(left_out) from people where now group by theme_id, sharer_id, mine
      union all
      select 'all', null, true, sharer_id, mine, bool_or(clicks), bool_or(left_out) from people where now group by sharer_id, mine
    )
    select dimension, key, now, ${counts} from cells group by dimension, key, now`.execute(tx)
  return bothMeasures(rows)
}

/** The same of each of these contents, over a period. */
export const followedBehindContents = async ({ tx, organisation_id }: Ctx, { since, to }: Omit<Compared, 'from'>, asked: LinksAsked, member_ids: readonly string[], content_ids: readonly string[]): Promise<SharersFollowed[]> => {
  const { rows } = await sql<Counted>`
    with part as materialized (select id from unnest(${[...member_ids]}::uuid[]) as member (id)),
    people as (
      select l.content_id, l.sharer_id, p.id is not null as mine, bool_or(d.clicks > 0) as clicks, bool_or(d.drops > 0) as left_out
      from links.links l join links.daily_link_clicks d on d.link_id = l.id and d.day between ${since} and ${to} left join part p on p.id = l.sharer_id
      where l.organisation_id = ${organisation_id} and l.content_id = any (${[...content_ids]}::uuid[]) and l.sharer_id is not null and ${linksAsked(asked)} group by 1, 2, 3
    )
    select 'content' as dimension, content_id::text as key, true as now, ${counts} from people group by content_id`.execute(tx)
  return bothMeasures(rows)
}
