import { sql } from 'kysely'
import type { Ctx, Kit } from '#kit/context'
import { addUp } from './totals.ts'

export interface FirstClick { id: string; share_id: string; content_id: string; sharer_id: string | null; first_click_at: Date }

const tables = ['daily_clicks', 'daily_group_clicks', 'daily_drops', 'daily_group_drops', 'daily_sharer_clicks'] as const

/** One recomputation of an organisation's days at a time. */
export const lockRollups = async ({ tx, organisation_id }: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`links.rollups ${organisation_id}`}, 0))`.execute(tx)
}

const clearDays = async ({ tx, organisation_id }: Ctx, from: string, to: string): Promise<void> => {
  for (const table of tables) {
    await sql`delete from ${sql.table(`links.${table}`)} where organisation_id = ${organisation_id} and day between ${from} and ${to}`.execute(tx)
  }
}

/**
 * Recomputes the days from..to (inclusive, days of `time_zone`) from the hits, and gives the links clicked for the first
 * time. A visitor's hash differs from link to link, so visitors counted link by link add up exactly.
 */
export const recomputeDays = async (ctx: Ctx, time_zone: string, from: string, to: string): Promise<FirstClick[]> => {
  const { tx, organisation_id } = ctx
  await clearDays(ctx, from, to)
  const { rows } = await sql<FirstClick>`
    with counted as (
      select (at at time zone ${time_zone})::date as day, link, reason,
        count(*)::integer as hits, count(distinct visitor)::integer as visitors, min(at) as first_at
      from links.hits
      where organisation_id = ${organisation_id}
        and at >= ${from}::date::timestamp at time zone ${time_zone} and at < (${to}::date + 1)::timestamp at time zone ${time_zone}
      group by 1, 2, 3
    ), linked as materialized (
      select c.day, l.id as link_id, c.reason, c.hits, c.first_at, l.programme_id, l.content_id, l.network, l.theme_id, l.tribe, l.group_ids, l.sharer_id, l.first_click_at,
        case when c.reason is null then c.hits else 0 end as clicks,
        case when c.reason is null then c.visitors else 0 end as uniques,
        case when c.reason is null then 0 else c.hits end as drops
      from counted c join links.links l on l.number = c.link and l.organisation_id = ${organisation_id}
    ), all_clicks as (
      insert into links.daily_clicks (organisation_id, day, programme_id, content_id, network, theme_id, tribe, clicks, uniques, drops)
      select ${organisation_id}, day, max(programme_id::text)::uuid, content_id, network, theme_id, tribe, sum(clicks), sum(uniques), sum(drops)
      from linked group by day, content_id, network, theme_id, tribe
    ), group_clicks as (
      insert into links.daily_group_clicks (organisation_id, day, group_id, programme_id, content_id, network, theme_id, tribe, clicks, uniques, drops)
      select ${organisation_id}, day, group_id, max(programme_id::text)::uuid, content_id, network, theme_id, tribe, sum(clicks), sum(uniques), sum(drops)
      from linked, unnest(group_ids) as group_id group by day, group_id, content_id, network, theme_id, tribe
    ), left_out as (
      insert into links.daily_drops (organisation_id, day, programme_id, network, theme_id, tribe, reason, hits)
      select ${organisation_id}, day, programme_id, network, theme_id, tribe, reason, sum(hits)
      from linked where reason is not null group by day, programme_id, network, theme_id, tribe, reason
    ), group_left_out as (
      insert into links.daily_group_drops (organisation_id, day, group_id, programme_id, network, theme_id, tribe, reason, hits)
      select ${organisation_id}, day, group_id, programme_id, network, theme_id, tribe, reason, sum(hits)
      from linked, unnest(group_ids) as group_id where reason is not null group by day, group_id, programme_id, network, theme_id, tribe, reason
    ), sharer_clicks as (
      insert into links.daily_sharer_clicks (organisation_id, day, sharer_id, programme_id, content_id, network, theme_id, clicks, uniques, drops)
      select ${organisation_id}, day, sharer_id, max(programme_id::text)::uuid, content_id, network, theme_id, sum(clicks), sum(uniques), sum(drops)
      from linked where sharer_id is not null group by day, sharer_id, content_id, network, theme_id
    ), first_clicks as (
      select link_id, min(first_at) as at from linked where reason is null and first_click_at is null group by link_id
    )
    update links.links l set first_click_at = f.at from first_clicks f where l.id = f.link_id
    returning l.id, l.share_id, l.content_id, l.sharer_id, l.first_click_at`.execute(tx)
  await addUp(ctx, from, to)
  return rows
}

/** The last time that the organisation's newest day was recomputed. */
export const lastRecomputation = async ({ tx, organisation_id }: Ctx) =>
  tx.selectFrom('links.rolled_days').select(['rolled_at', 'took_milliseconds'])
    .where('organisation_id', '=', organisation_id).orderBy('rolled_at', 'desc').limit(1).executeTakeFirst()

export const noteRecomputation = async ({ tx, organisation_id, now }: Ctx, day: string, took_milliseconds: number): Promise<void> => {
  await tx.insertInto('links.rolled_days').values({ organisation_id, day, rolled_at: now, took_milliseconds })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'day']).doUpdateSet({ rolled_at: now, took_milliseconds }))
    .execute()
}

/** From when to when the hits go that are not rolled up yet; null when there are none. They are rolled up by the end of this transaction. */
export const takeBatches = async ({ tx, organisation_id }: Ctx): Promise<{ first: Date; last: Date } | null> => {
  const { rows: [span] } = await sql<{ first: Date | null; last: Date | null }>`
    with taken as (delete from links.batches where organisation_id = ${organisation_id} returning first_at, last_at)
    select min(first_at) as first, max(last_at) as last from taken`.execute(tx)
  return span?.first && span.last ? { first: span.first, last: span.last } : null
}

/** The organisations that have hits to roll up, those that wait longest first. */
export const organisationsWithBatches = async ({ db }: Kit): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select links.organisations_with_batches() as id`.execute(db)
  return rows.map(({ id }) => id)
}

export const organisationsWithHits = async ({ db }: Kit, since: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select links.organisations_with_hits(${since}) as id`.execute(db)
  return rows.map(({ id }) => id)
}
