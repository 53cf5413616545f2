import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Ctx } from '#kit/context'
import { columnsOf } from '../journal/columns.ts'
import { hitsAsOctets, type Hit } from '../journal/hit.ts'

/** Reads an array a column (`columnsOf`), organisations by their place in the first: they are long, and few. */
const columns = (first: number) => `(
    select ($${first}::uuid[])[place] as organisation_id, at, link, reason, visitor, origin
    from unnest($${first + 1}::integer[], $${first + 2}::bigint[], $${first + 3}::bigint[], $${first + 4}::smallint[], $${first + 5}::bigint[], $${first + 6}::integer[]) as hit (place, at, link, reason, visitor, origin)
  ) as hit`

const instant = (milliseconds: string) => `to_timestamp(${milliseconds} / 1000.0)`

/** A batch for each organisation of the rows of `hit`, so that they get into the rollups; and those rows. */
const batch = `
  batch as (
    insert into links.batches (organisation_id, first_at, last_at, hits)
    select organisation_id, ${instant('min(at)')}, ${instant('max(at)')}, count(*)::integer from hit group by organisation_id
    returning id, organisation_id
  )`
const store = `
  insert into links.hits (organisation_id, at, batch, link, visitor, reason, origin)
  select hit.organisation_id, ${instant('hit.at')}, batch.id, hit.link, hit.visitor, hit.reason, hit.origin from hit join batch using (organisation_id)`

/**
 * Takes a segment of a journal over, whole, hits as they lie in it; a segment that was taken before, or one before it, adds
 * nothing. Says whether it was `taken`.
 */
export const storeSegment = (journal_id: string, segment: number, runs: readonly Buffer[]): pg.QueryConfig => ({
  name: 'store-segment',
  text: `with taken as (
    insert into links.journals as j (id, segment, at) values ($1, $2, now())
    on conflict (id) do update set segment = excluded.segment, at = excluded.at where j.segment < excluded.segment
    returning id
  ), hit as materialized (
    select * from ${columns(3)} where exists (select from taken)
  ), ${batch}, stored as (${store})
  select exists (select from taken) as taken`,
  values: [journal_id, segment, ...columnsOf(runs)],
})

/** Stores hits that no journal holds, as they would lie in one. */
export const storeHits = (runs: readonly Buffer[]): pg.QueryConfig => ({
  name: 'store-hits', text: `with hit as materialized (select * from ${columns(1)}), ${batch} ${store}`, values: columnsOf(runs),
})

/** The greatest bigint: no segment comes after it. */
const last = '9223372036854775807'

/**
 * Ends a journal of which everything was taken over: it takes nothing more. It is not forgotten at once, for a statement
 * whose connection was given up may still arrive, and would find a journal that it does not know.
 */
export const endJournal = (journal_id: string): pg.QueryConfig => ({
  name: 'end-journal',
  text: `with forgotten as (delete from links.journals where segment = ${last} and at < now() - interval '7 days' and id <> $1)
    insert into links.journals (id, segment, at) values ($1, ${last}, now()) on conflict (id) do update set segment = excluded.segment, at = excluded.at`,
  values: [journal_id],
})

const chunk = 5_000

/** Adds many hits in the caller's transaction. */
export const addHits = async ({ tx }: Ctx, hits: readonly Hit[]): Promise<void> => {
  for (let start = 0; start < hits.length; start += chunk) {
    const { text, values = [] } = storeHits([hitsAsOctets(hits.slice(start, start + chunk))])
    await tx.executeQuery(CompiledQuery.raw(text, values))
  }
}
