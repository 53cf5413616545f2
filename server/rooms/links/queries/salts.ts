import { randomBytes } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import type { Ctx, Kit } from '#kit/context'
import type { DayKeys } from '../day-keys.ts'

interface Row { salt?: Buffer; first?: string; last?: string }

/** Runs a statement of this file on whatever connection the caller has. */
export type Run = (text: string, values: readonly (string | Buffer)[]) => Promise<readonly Row[]>

export const runBy = (by: Ctx['tx'] | Kit['db']): Run => async (text, values) => (await by.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows

/**
 * The day's salt, the same for all nodes: whoever comes first makes it. Null where the day is not one of the database's: over tomorrow
 * by its clock, the caller's own is wrong, or was destroyed meanwhile.
 */
export const saltOf = async (run: Run, keys: DayKeys, day: string): Promise<Buffer | null> => {
  await run('insert into links.salts (day, salt) select $1::date, $2::bytea where $1::date <= links.utc_day() + 1 on conflict do nothing', [day, randomBytes(32)])
  const [row] = await run('select salt from links.salts where day = $1::date and day <= links.utc_day() + 1', [day])
  return row?.salt ? keys.saltOf(day, row.salt) : null
}

const destroys = {
  salts: 'select links.destroy_salts($1::date, $2::date)',
  sharer_marks: 'delete from links.sharer_marks where day < $1::date or day > $2::date',
} as const

/**
 * Destroys what is over: all before a day, or before the database's own where that is earlier, and what a wrong clock left for later
 * than tomorrow. Gives the first day that is kept. Marks of all organisations are seen by the role `links` alone.
 */
export const destroyOver = async (run: Run, keys: DayKeys, today: string, tables: readonly (keyof typeof destroys)[]): Promise<string> => {
  const [row] = await run('select least($1::date, links.utc_day())::text as first, (links.utc_day() + 1)::text as last', [today])
  const { first = today, last = 'infinity' } = row ?? {}
  keys.keep(first, last)
  for (const table of tables) await run(destroys[table], [first, last])
  return first
}

/** For a database that was put back: what it holds is of another day. */
export const destroyEverySalt = async ({ db }: Pick<Kit, 'db'>): Promise<void> => {
  await sql`delete from links.salts`.execute(db)
}

export const destroyMarks = async ({ tx }: Ctx, today: string): Promise<void> => {
  await sql`delete from links.sharer_marks where day < least(${today}::date, links.utc_day()) or day > links.utc_day() + 1`.execute(tx)
}

/** Remembers by which mark a member is recognised today. */
export const addMark = async ({ tx, organisation_id }: Ctx, member_id: string, day: string, mark: string): Promise<void> => {
  await tx.insertInto('links.sharer_marks').values({ organisation_id, member_id, day, mark: Buffer.from(mark, 'hex') })
    .onConflict((conflict) => conflict.doNothing()).execute()
}
