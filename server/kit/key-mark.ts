import type pg from 'pg'
import { Refusal } from '#kit/refusal'
import { deriveKey } from '#kit/secret-key'

/** By which key a database was sealed; it tells nothing of the key. */
const markOf = (key: Buffer): string => deriveKey(key, 'mark').toString('base64url')

const readMark = async (client: pg.Client): Promise<string | null> => {
  const { rows: [table] } = await client.query<{ known: boolean }>(`select to_regclass('public.key_mark') is not null as known`)
  if (!table?.known) return null
  return (await client.query<{ mark: string }>('select mark from public.key_mark')).rows[0]?.mark ?? null
}

/**
 * Refuses a key that is not the database's. With another one its secrets could not be read, and the passwords of its roles would be
 * changed under those who use them.
 * @throws Refusal
 */
export const checkKey = async (client: pg.Client, key: Buffer): Promise<void> => {
  const mark = await readMark(client)
  if (mark !== null && mark !== markOf(key)) {
    throw new Refusal('The secret key is not the one that this database was made with: write that one in PORTEVOIX_SECRET_KEY, or put the file secret.key back in DATA_DIR.')
  }
}

/** Marks the database with its key, once and for all. */
export const keepKeyMark = async (client: pg.Client, key: Buffer): Promise<void> => {
  await client.query('create table if not exists public.key_mark (mark text not null)')
  await client.query('insert into public.key_mark (mark) select $1 where not exists (select from public.key_mark)', [markOf(key)])
}
