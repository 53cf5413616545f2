import { sql } from 'kysely'
import type { Ctx, Kit } from '#kit/context'
import { countedReasons } from './reasons.ts'
import { ofSpan, type CountedSpan } from './rollups.ts'

export interface CountedDay { day: string; counted_at: Date; took_milliseconds: number }

/** Days that hits have come to since their visitors were counted, oldest first. */
export const staleDays = async ({ tx, organisation_id }: Ctx): Promise<CountedDay[]> =>
  (await sql<CountedDay>`
    select day, case when counted_at = '-infinity' then to_timestamp(0) else counted_at end as counted_at, took_milliseconds
    from links.counted_days where organisation_id = ${organisation_id} and stale order by day`.execute(tx)).rows

/** Counts the visitors of a day, link by link, from its hits; those that their headers left out have none to tell apart. A visitor's hash differs from link to link, so that they add up exactly. */
export const countVisitors = async ({ tx, organisation_id }: Ctx, span: CountedSpan): Promise<void> => {
  const { day } = span
  await sql`
    with visitors as materialized (
      select l.id as link_id, v.uniques from (
        select link, count(*)::integer as uniques from (
          select distinct link, visitor from links.hits
          where organisation_id = ${organisation_id} and (reason is null or (visitor is not null and reason = any (${countedReasons(organisation_id)})))
            and ${ofSpan(span)}) as visitor
        group by link) v join links.links l on l.number = v.link and l.organisation_id = ${organisation_id}
    )
    update links.daily_link_clicks d set uniques = v.uniques from visitors v
    where d.organisation_id = ${organisation_id} and d.day = ${day} and d.link_id = v.link_id and d.uniques <> v.uniques`.execute(tx)
  await sql`update links.daily_link_clicks set uniques = 0 where organisation_id = ${organisation_id} and day = ${day} and clicks = 0 and uniques > 0`.execute(tx)
}

/** The visitors of a day were counted, and that took so long. */
export const noteCounted = async ({ tx, organisation_id, now }: Ctx, day: string, took_milliseconds: number): Promise<void> => {
  await tx.updateTable('links.counted_days').set({ counted_at: now, took_milliseconds, stale: false }).where('organisation_id', '=', organisation_id).where('day', '=', day).execute()
}

/** The organisations that have days to count visitors of. */
export const organisationsToCount = async ({ db }: Kit): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select links.organisations_to_count() as id`.execute(db)
  return rows.map(({ id }) => id)
}
