import { randomBytes } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import type { Ctx, Kit } from '#kit/context'
import type { DayKeys } from '../day-keys.ts'

/** Runs a statement of this file on whatever connection the caller has. */
export type Run = (text: string, values: readonly (string | Buffer)[]) => Promise<readonly { salt?: Buffer }[]>

export const runIn = ({ tx }: Ctx): Run => async (text, values) => (await tx.executeQuery<{ salt?: Buffer }>(CompiledQuery.raw(text, [...values]))).rows

/** The day's salt, the same for all nodes: whoever comes first makes it. */
export const saltOf = async (run: Run, keys: DayKeys, day: string): Promise<Buffer> => {
  await run('insert into links.salts (day, salt) values ($1, $2) on conflict do nothing', [day, randomBytes(32)])
  const [row] = await run('select salt from links.salts where day = $1', [day])
  if (!row?.salt) throw new Error(`the salt of ${day} is gone already`)
  return keys.saltOf(day, row.salt)
}

/** A salt is of no use once its day has passed. */
export const deleteSalts = 'delete from links.salts where day < $1'
export const deleteMarks = 'delete from links.sharer_marks where day < $1'

export const destroySaltsBefore = async ({ db }: Pick<Kit, 'db'>, day: string): Promise<void> => {
  await sql`delete from links.salts where day < ${day}`.execute(db)
}

export const destroyMarksBefore = async ({ tx }: Ctx, day: string): Promise<void> => {
  await sql`delete from links.sharer_marks where day < ${day}`.execute(tx)
}

/** Remembers by which mark a member is recognised today. */
export const addMark = async ({ tx, organisation_id }: Ctx, member_id: string, day: string, mark: string): Promise<void> => {
  await tx.insertInto('links.sharer_marks').values({ organisation_id, member_id, day, mark: Buffer.from(mark, 'hex') })
    .onConflict((conflict) => conflict.doNothing()).execute()
}
