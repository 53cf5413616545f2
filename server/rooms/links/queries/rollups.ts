import { sql, type RawBuilder } from 'kysely'
import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { Ctx, Kit } from '#kit/context'
import { drawingPulses } from './pulses.ts'
import { countedReasons } from './reasons.ts'

export interface FirstClick { id: string; share_id: string; content_id: string; sharer_id: string | null; first_click_at: Date }

const lockKey = (organisation_id: string) => sql`hashtextextended(${`links.rollups ${organisation_id}`}, 0)`

/** One change of an organisation's rollups at a time: waits for the one that is being made. */
export const lockRollups = async ({ tx, organisation_id }: Ctx): Promise<true> => {
  await sql`select pg_advisory_xact_lock(${lockKey(organisation_id)})`.execute(tx)
  return true
}

/** The same without waiting: gives whether nobody else changes them. */
export const tryLockRollups = async ({ tx, organisation_id }: Ctx): Promise<boolean> =>
  (await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(${lockKey(organisation_id)}) as locked`.execute(tx)).rows[0]?.locked === true

/** A day of `time_zone`, which begins as it does in `begins_in`. */
export interface CountedSpan { day: string; time_zone: string; begins_in: string }

/** What is of such a day. */
export const ofSpan = ({ day, time_zone, begins_in }: CountedSpan) => sql`at >= ${day}::date::timestamp at time zone ${begins_in} and at < (${day}::date + 1)::timestamp at time zone ${time_zone}`

interface Rollup { table: string; key: string; columns: string; counts: readonly string[]; from: string; values: string }

const clicks = ['clicks', 'drops'] as const
const counts = 'sum(clicks), sum(drops)'
// a content belongs to one programme: the rows of one content name the same, or none where a link is older than programmes on links
const programme = 'max(programme_id::text)::uuid'
const byGroup = 'linked, unnest(group_ids) as group_id'

/** What the hits of a day are added up into; `values` are those of `columns`, and what they are grouped by is the key. */
const rollups: readonly Rollup[] = [
  { table: 'daily_link_clicks', key: 'day, link_id', columns: '', values: '', counts: clicks, from: 'linked' },
  { table: 'daily_clicks', key: 'day, content_id, network, theme_id, tribe', columns: ', programme_id', values: `, ${programme}`, counts: clicks, from: 'linked' },
  { table: 'daily_group_clicks', key: 'day, group_id, content_id, network, theme_id, tribe', columns: ', programme_id', values: `, ${programme}`, counts: clicks, from: byGroup },
  { table: 'daily_totals', key: 'day, programme_id, network, theme_id, tribe', columns: '', values: '', counts: clicks, from: 'linked' },
  { table: 'daily_group_totals', key: 'day, group_id, programme_id, tribe', columns: '', values: '', counts: clicks, from: byGroup },
  { table: 'daily_drops', key: 'day, programme_id, network, theme_id, tribe, reason', columns: '', values: '', counts: ['hits'], from: 'linked where reason is not null' },
  { table: 'daily_drop_totals', key: 'day, reason', columns: '', values: '', counts: ['hits'], from: 'linked where reason is not null' },
]

/** Adds what was counted to a rollup: each row once, in the order of its key, so that two never wait for each other. */
const adding = (organisation_id: string, { table, key, columns, values, counts: names, from }: Rollup): RawBuilder<unknown> => sql`
  ${sql.raw(table)} as (
    insert into links.${sql.raw(`${table} as known (organisation_id, ${key}${columns}, ${names.join(', ')})`)}
    select ${organisation_id}::uuid, ${sql.raw(`${key}${values}, ${names[0] === 'hits' ? 'sum(hits)' : counts} from ${from} group by ${key}`)}
    on conflict (organisation_id, ${sql.raw(key)}) do update set ${sql.raw(names.map((name) => `${name} = known.${name} + excluded.${name}`).join(', '))}
  )`

/**
 * Keeps links that hits of a day were left out of for a reason, one of each member in what is added, until those of enough members to tell
 * of the reason are kept: no day needs more.
 */
const keepingReasonLinks = (organisation_id: string): RawBuilder<unknown> => sql`
  daily_reason_links as (
    insert into links.daily_reason_links (organisation_id, day, reason, link_id)
    select ${organisation_id}::uuid, day, reason, link_id from (
      select day, reason, link_id, row_number() over (partition by day, reason order by sharer_id) as place
      from (select distinct on (day, reason, sharer_id) day, reason, sharer_id, link_id from linked where reason is not null and sharer_id is not null order by day, reason, sharer_id, link_id) as one
    ) as added
    where place <= ${anonymityThreshold} and ${anonymityThreshold} > (
      select count(distinct l.sharer_id) from links.daily_reason_links k join links.links l on l.id = k.link_id
      where k.organisation_id = ${organisation_id} and k.day = added.day and k.reason = added.reason)
    on conflict do nothing
  )`

/**
 * Adds hits up, one statement for all rollups; `hits` selects day, link, reason and at of each, and `before` holds what comes first.
 * A reason that the organisation counts leaves nothing out. Gives the shares' links that were clicked for the first time, by what the
 * pipeline judged: no switch confirms a share. Days before `today` are noted as changed, all of them as to be counted for visitors.
 * `is_change`: of which of them clicks are others than before.
 */
const addUp = async ({ tx, organisation_id }: Ctx, hits: RawBuilder<unknown>, today: string, is_change: RawBuilder<unknown>, before: RawBuilder<unknown> = sql``): Promise<FirstClick[]> => {
  const { rows } = await sql<Omit<FirstClick, 'share_id'> & { share_id: string | null }>`
    with ${before} counted as (
      select day, link, reason, count(*)::integer as hits, min(at) as first_at from (${hits}) as hit group by day, link, reason
    ), linked as materialized (
      select c.day, l.id as link_id, e.reason, c.reason as judged, c.hits, c.first_at, l.programme_id, l.content_id, l.network, l.theme_id, l.tribe, l.group_ids, l.sharer_id, l.first_click_at,
        case when e.reason is null then c.hits else 0 end as clicks, case when e.reason is null then 0 else c.hits end as drops
      from counted c join links.links l on l.number = c.link and l.organisation_id = ${organisation_id}
      cross join lateral (select case when c.reason = any (${countedReasons(organisation_id)}) then null else c.reason end as reason) e
    ), ${sql.join(rollups.map((rollup) => adding(organisation_id, rollup)), sql`, `)}, ${keepingReasonLinks(organisation_id)}, ${drawingPulses(organisation_id, today, is_change)}, waiting as (
      insert into links.counted_days (organisation_id, day, counted_at, took_milliseconds, stale)
      select distinct ${organisation_id}::uuid, day, '-infinity'::timestamptz, 0, true from linked
      on conflict (organisation_id, day) do update set stale = true
    ), changed as (
      insert into links.changed_days (organisation_id, day) select distinct ${organisation_id}::uuid, day from linked where day < ${today} on conflict do nothing
    ), first_clicks as (
      select link_id, min(first_at) as at from linked where judged is null and first_click_at is null group by link_id
    )
    update links.links l set first_click_at = f.at from first_clicks f where l.id = f.link_id
    returning l.id, l.share_id, l.content_id, l.sharer_id, l.first_click_at`.execute(tx)
  // a campaign link is nobody's share: there is none to confirm
  return rows.flatMap(({ share_id, ...row }) => (share_id === null ? [] : [{ ...row, share_id }]))
}

/** As many hits as one transaction takes up; a batch is taken whole. */
const most = 50_000

/**
 * Adds up the hits that wait, those that wait longest first, and takes them off the list in the same transaction: each hit counts
 * once. `more`: whether others wait still.
 */
export const addWaiting = async (ctx: Ctx, time_zone: string, today: string): Promise<{ first_clicks: FirstClick[]; more: boolean }> => {
  const { tx, organisation_id } = ctx
  const { rows } = await sql<{ id: string; first_at: Date; last_at: Date }>`
    select id::text as id, first_at, last_at from (
      select id, first_at, last_at, sum(hits) over (order by id) - hits as ahead from links.batches where organisation_id = ${organisation_id} order by id limit 5000) as waiting
    where ahead < ${most}`.execute(tx)
  if (rows.length === 0) return { first_clicks: [], more: false }
  const ids = rows.map(({ id }) => id)
  const first = new Date(Math.min(...rows.map(({ first_at }) => first_at.getTime())))
  const last = new Date(Math.max(...rows.map(({ last_at }) => last_at.getTime())) + 1)
  const first_clicks = await addUp(ctx, sql`
    select (at at time zone ${time_zone})::date as day, link, reason, at from links.hits
    where organisation_id = ${organisation_id} and batch = any (${ids}::bigint[]) and at >= ${first} and at <= ${last}`, today, sql`clicks > 0`,
  sql`taken as (delete from links.batches where organisation_id = ${organisation_id} and id = any (${ids}::bigint[])),`)
  const { rows: [left] } = await sql<{ more: boolean }>`select exists (select from links.batches where organisation_id = ${organisation_id}) as more`.execute(tx)
  return { first_clicks, more: left?.more === true }
}

/**
 * Counts a day again from its hits, whatever was kept of it; hits that wait are left to wait. Gives the links that
 * were clicked for the first time.
 */
export const recountDay = async (ctx: Ctx, span: CountedSpan, today: string): Promise<FirstClick[]> => {
  const { tx, organisation_id } = ctx
  const { day } = span
  for (const table of [...rollups.map((rollup) => rollup.table), 'daily_reason_links']) {
    await sql`delete from ${sql.table(`links.${table}`)} where organisation_id = ${organisation_id} and day = ${day}`.execute(tx)
  }
  const first = await addUp(ctx, sql`
    select ${day}::date as day, link, reason, at from links.hits
    where organisation_id = ${organisation_id} and batch not in (select id from links.batches where organisation_id = ${organisation_id}) and ${ofSpan(span)}`, today, sql`true`)
  // a day that has lost all its hits has changed too
  await sql`insert into links.changed_days (organisation_id, day) select ${organisation_id}, ${day}::date where ${day}::date < ${today}::date on conflict do nothing`.execute(tx)
  return first
}

/** The last day, no later than one, of which anything was counted; null: none. */
export const lastCountedDay = async ({ tx, organisation_id }: Ctx, day: string): Promise<string | null> =>
  (await sql<{ day: string | null }>`select max(day) as day from links.daily_link_clicks where organisation_id = ${organisation_id} and day <= ${day}`.execute(tx)).rows[0]?.day ?? null

/** The organisations that have hits to roll up, those that wait longest first. */
export const organisationsWithBatches = async ({ db }: Kit): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select links.organisations_with_batches() as id`.execute(db)
  return rows.map(({ id }) => id)
}
