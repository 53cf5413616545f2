import { CompiledQuery, sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** A row of the ledger; `visitor` in hexadecimal, `at` in ISO 8601. */
export interface Hit {
  id: string
  organisation_id: string
  link_id: string
  at: string
  reason: number | null
  visitor: string | null
}

/** One statement for any number of hits: row-level security lets no COPY in. */
export const insertHits = `
  insert into links.hits (organisation_id, at, id, link_id, reason, visitor)
  select organisation_id, at, id, link_id, reason, decode(visitor, 'hex')
  from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::smallint[], $6::text[])
    as hit (organisation_id, at, id, link_id, reason, visitor)`

/** Its values: an array a column. Nothing in them needs quotes: ids, times, numbers and hexadecimal digits. */
export const hitValues = (hits: readonly Hit[]): string[] => [
  `{${hits.map((hit) => hit.organisation_id).join(',')}}`,
  `{${hits.map((hit) => hit.at).join(',')}}`,
  `{${hits.map((hit) => hit.id).join(',')}}`,
  `{${hits.map((hit) => hit.link_id).join(',')}}`,
  `{${hits.map((hit) => hit.reason ?? 'NULL').join(',')}}`,
  `{${hits.map((hit) => hit.visitor ?? 'NULL').join(',')}}`,
]

const chunk = 5_000

/** Adds many hits in the caller's transaction. */
export const addHits = async ({ tx }: Ctx, hits: readonly Hit[]): Promise<void> => {
  for (let start = 0; start < hits.length; start += chunk) {
    await tx.executeQuery(CompiledQuery.raw(insertHits, hitValues(hits.slice(start, start + chunk))))
  }
}

/** Drops hits older than a moment: their days stay in the rollups. */
export const deleteHitsBefore = async ({ tx, organisation_id }: Ctx, before: Date): Promise<number> => {
  const { numAffectedRows } = await sql`delete from links.hits where organisation_id = ${organisation_id} and at < ${before}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
