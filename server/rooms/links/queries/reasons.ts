import { sql } from 'kysely'
import type { Ctx, Kit } from '#kit/context'
import type { Db } from '#kit/db'

/** The numbers of the reasons for which the organisation leaves nothing out; to be put where SQL takes an array. */
export const countedReasons = (organisation_id: string) => sql`array(select reason from links.counted_reasons where organisation_id = ${organisation_id})`

export const readCountedReasons = async ({ tx, organisation_id }: Ctx): Promise<number[]> =>
  (await tx.selectFrom('links.counted_reasons').select('reason').where('organisation_id', '=', organisation_id).execute()).map(({ reason }) => reason)

/** Gives whether that was a change. */
export const setCounted = async ({ tx, organisation_id, now }: Ctx, reason: number, counts: boolean): Promise<boolean> => {
  const { rows } = await (counts
    ? sql`insert into links.counted_reasons (organisation_id, reason, since) values (${organisation_id}, ${reason}, ${now}) on conflict do nothing returning reason`
    : sql`delete from links.counted_reasons where organisation_id = ${organisation_id} and reason = ${reason} returning reason`).execute(tx)
  return rows.length > 0
}

/** Requests that were led on since a day (UTC), though neither disk nor database took their hits; of the whole installation, since nothing of them was kept. */
export const readLosses = async (db: Db, since: string): Promise<number> =>
  (await sql<{ requests: number }>`select coalesce(sum(requests), 0)::integer as requests from links.losses where day >= ${since}`.execute(db)).rows[0]?.requests ?? 0

export interface Replay { next_day: string; oldest_day: string }

export const readReplay = async ({ tx, organisation_id }: Ctx): Promise<Replay | null> =>
  (await tx.selectFrom('links.replays').select(['next_day', 'oldest_day']).where('organisation_id', '=', organisation_id).executeTakeFirst()) ?? null

/** Where a replay stands; null: it is over. */
export const writeReplay = async ({ tx, organisation_id }: Ctx, replay: Replay | null): Promise<void> => {
  if (replay === null) await tx.deleteFrom('links.replays').where('organisation_id', '=', organisation_id).execute()
  else await tx.insertInto('links.replays').values({ organisation_id, ...replay }).onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(replay)).execute()
}

export const organisationsToReplay = async ({ db }: Kit): Promise<string[]> =>
  (await sql<{ id: string }>`select links.organisations_to_replay() as id`.execute(db)).rows.map(({ id }) => id)

/** Hits for a reason (null: none), of how many links, and of how many members' links. */
export interface ReasonCount { reason: number | null; hits: number; links: number; sharers: number }

/** Hits of the ledger by reason since a moment, and all that count: those without a reason, or with one of `counted`. */
export const countReasons = async ({ tx, organisation_id }: Ctx, since: Date, counted: readonly number[]): Promise<{ by_reason: ReasonCount[]; clicks: Omit<ReasonCount, 'reason'> }> => {
  const { rows } = await sql<ReasonCount & { all: boolean; counts: boolean }>`
    with asked as (
      select reason, link, count(*) as hits from links.hits where organisation_id = ${organisation_id} and at >= ${since} group by reason, link
    ), judged as (
      select a.reason, a.reason is null or a.reason = any (${[...counted]}::smallint[]) as counts, a.hits, l.number, l.sharer_id
      from asked a join links.links l on l.number = a.link and l.organisation_id = ${organisation_id}
    )
    select grouping(reason) = 1 as all, counts, reason, sum(hits)::integer as hits, count(distinct number) as links, count(distinct sharer_id) as sharers from judged group by grouping sets ((reason, counts), (counts))`.execute(tx)
  return {
    by_reason: rows.filter(({ all }) => !all).map(({ reason, hits, links, sharers }) => ({ reason, hits, links, sharers })),
    clicks: rows.find(({ all, counts }) => all && counts) ?? { hits: 0, links: 0, sharers: 0 },
  }
}
