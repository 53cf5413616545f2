import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** Hits of a link that count, by origin; null: those of which it is not known. */
export interface OriginCount { link: number; origin: number | null; hits: number }

/** Of a UTC day, what lies no earlier than the organisation's first day that can be counted again. */
export interface CorrectedDay { day: string; first_day: string; begins_in: string }

const ofDay = ({ day, first_day, begins_in }: CorrectedDay) => sql`at >= greatest(${day}::date::timestamp at time zone 'UTC', ${first_day}::date::timestamp at time zone ${begins_in}) and at < (${day}::date + 1)::timestamp at time zone 'UTC'`

/** The UTC days that clicks may have come on, as the rollups and what waits for them know. */
export const daysWithClicks = async ({ tx, organisation_id }: Ctx, { from, to }: { from: string; to: string }): Promise<string[]> => {
  const { rows } = await sql<{ day: string }>`
    with counted as (select distinct day from links.daily_totals where organisation_id = ${organisation_id} and day between ${from}::date - 1 and ${to}::date + 1 and clicks > 0),
    day as (
      select generate_series(day - 1, day + 1, interval '1 day')::date as day from counted
      union
      select generate_series((first_at at time zone 'UTC')::date, (last_at at time zone 'UTC')::date, interval '1 day')::date from links.batches where organisation_id = ${organisation_id}
    )
    select day from day where day between ${from} and ${to} order by day`.execute(tx)
  return rows.map(({ day }) => day)
}

/** As many as are in memory at a time, whatever the day holds. */
const page = 20_000

/** Gives the clicks of a day by link and origin, link after link, some thousands at a time. */
export const eachOrigins = async ({ tx, organisation_id }: Ctx, day: CorrectedDay, work: (counts: readonly OriginCount[]) => Promise<void>): Promise<void> => {
  await sql`declare origins no scroll cursor for
    select link, origin, count(*)::integer as hits from links.hits
    where organisation_id = ${organisation_id} and reason is null and ${ofDay(day)} group by link, origin order by link`.execute(tx)
  for (;;) {
    const { rows } = await sql<OriginCount>`fetch ${sql.lit(page)} from origins`.execute(tx)
    if (rows.length === 0) break
    await work(rows)
  }
  await sql`close origins`.execute(tx)
}

/** Gives these clicks a reason, and says of which days of the organisation how many had none; what has one keeps it. */
export const leaveOut = async ({ tx, organisation_id }: Ctx, day: CorrectedDay, time_zone: string, reason: number, asked: readonly OriginCount[]): Promise<{ day: string; link: number; hits: number }[]> => {
  const { rows } = await sql<{ day: string; link: number; hits: number }>`
    with asked as materialized (select link, origin from unnest(${asked.map(({ link }) => link)}::bigint[], ${asked.map(({ origin }) => origin)}::integer[]) as one (link, origin)),
    changed as (
      update links.hits h set reason = ${reason}, origin = null from asked
      where h.organisation_id = ${organisation_id} and h.reason is null and h.link = asked.link and h.origin = asked.origin and ${ofDay(day)}
      returning (h.at at time zone ${time_zone})::date as day, h.link
    )
    select day, link, count(*)::integer as hits from changed group by day, link`.execute(tx)
  return rows
}
