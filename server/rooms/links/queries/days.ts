import { sql } from 'kysely'
import type { Ctx, Kit } from '#kit/context'

/** Makes the ledger's days from first to last (UTC, inclusive). */
export const makeDays = async ({ db }: Kit, first: string, last: string): Promise<void> => {
  await sql`select links.make_days(${first}, ${last})`.execute(db)
}

/** Drops the ledger's days before oldest (UTC): they stay in the rollups. */
export const dropDays = async ({ db }: Kit, oldest: string): Promise<void> => {
  await sql`select links.drop_days(${oldest})`.execute(db)
}

/** The first day that the ledger has (UTC); null: it has none. */
export const firstDay = async ({ db }: Kit): Promise<string | null> => {
  const { rows } = await sql<{ day: string | null }>`
    select to_char(min(to_date(right(c.relname, 8), 'YYYYMMDD')), 'YYYY-MM-DD') as day from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'links.hits'::regclass and c.relname ~ '^hits_[0-9]{8}$'`.execute(db)
  return rows[0]?.day ?? null
}

/** The day since which none was dropped (UTC); null: none ever was. */
export const ledgerSince = async ({ tx }: Ctx): Promise<string | null> =>
  (await sql<{ day: string | null }>`select nullif(day, '-infinity') as day from links.ledger_since`.execute(tx)).rows[0]?.day ?? null
