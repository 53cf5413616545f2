import { sql } from 'kysely'
import type { Ctx, Kit } from '#kit/context'
import { countedReasons } from './reasons.ts'
import { ofSpan, type CountedSpan } from './rollups.ts'

/** `state`: differs once something has come to the day, or it was counted again. */
export interface CountedDay { day: string; counted_at: Date; took_milliseconds: number; state: string }

/** Days that hits have come to since their visitors were counted, oldest first. */
export const staleDays = async ({ tx, organisation_id }: Ctx): Promise<CountedDay[]> =>
  (await sql<CountedDay>`
    select day, xmin::text as state, case when counted_at = '-infinity' then to_timestamp(0) else counted_at end as counted_at, took_milliseconds
    from links.counted_days where organisation_id = ${organisation_id} and stale order by day`.execute(tx)).rows

/** How many visitors a link had on a day. */
interface Visitors { link_id: string; uniques: number }

/** The visitors of a day, link by link, from its hits; those that their headers left out have none to tell apart. A visitor's hash differs from link to link, so that they add up exactly. */
const visitorsOf = (organisation_id: string, span: CountedSpan) => sql<Visitors>`
  select l.id as link_id, v.uniques from (
    select link, count(*)::integer as uniques from (
      select distinct link, visitor from links.hits
      where organisation_id = ${organisation_id} and (reason is null or (visitor is not null and reason = any (${countedReasons(organisation_id)})))
        and ${ofSpan(span)}) as visitor
    group by link) v join links.links l on l.number = v.link and l.organisation_id = ${organisation_id}`

/** The links of a day whose visitors are not what was counted of them. Takes as long as the day has hits, and nobody waits for it. */
export const readVisitors = async ({ tx, organisation_id }: Ctx, span: CountedSpan): Promise<Visitors[]> => {
  const { rows } = await sql<Visitors>`
    with visitors as materialized (${visitorsOf(organisation_id, span)})
    select v.link_id, v.uniques from visitors v join links.daily_link_clicks d on d.link_id = v.link_id
    where d.organisation_id = ${organisation_id} and d.day = ${span.day} and d.uniques <> v.uniques`.execute(tx)
  return rows
}

const leaveNone = async ({ tx, organisation_id }: Ctx, day: string): Promise<void> => {
  await sql`update links.daily_link_clicks set uniques = 0 where organisation_id = ${organisation_id} and day = ${day} and clicks = 0 and uniques > 0`.execute(tx)
}

/** Keeps visitors that were read before: of a link that has been judged anew since, no more than its clicks. The caller holds the rollups. */
export const writeVisitors = async (ctx: Ctx, day: string, visitors: readonly Visitors[]): Promise<void> => {
  await sql`
    update links.daily_link_clicks d set uniques = least(v.uniques, d.clicks)
    from unnest(${visitors.map(({ link_id }) => link_id)}::uuid[], ${visitors.map(({ uniques }) => uniques)}::integer[]) as v (link_id, uniques)
    where d.organisation_id = ${ctx.organisation_id} and d.day = ${day} and d.link_id = v.link_id`.execute(ctx.tx)
  await leaveNone(ctx, day)
}

/** Counts the visitors of a day at once, as part of a larger change. The caller holds the rollups. */
export const countVisitors = async (ctx: Ctx, span: CountedSpan): Promise<void> => {
  const { tx, organisation_id } = ctx
  await sql`
    with visitors as materialized (${visitorsOf(organisation_id, span)})
    update links.daily_link_clicks d set uniques = v.uniques from visitors v
    where d.organisation_id = ${organisation_id} and d.day = ${span.day} and d.link_id = v.link_id and d.uniques <> v.uniques`.execute(tx)
  await leaveNone(ctx, span.day)
}

/** The visitors of a day were counted, and that took so long; it is to be counted again where something has come to it since it was in this state. */
export const noteCounted = async ({ tx, organisation_id, now }: Ctx, { day, state }: Pick<CountedDay, 'day' | 'state'>, took_milliseconds: number): Promise<void> => {
  await sql`update links.counted_days set counted_at = ${now}, took_milliseconds = ${took_milliseconds}, stale = xmin::text <> ${state} where organisation_id = ${organisation_id} and day = ${day}`.execute(tx)
}

/** The organisations that have days to count visitors of. */
export const organisationsToCount = async ({ db }: Kit): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select links.organisations_to_count() as id`.execute(db)
  return rows.map(({ id }) => id)
}
