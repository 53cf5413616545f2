import { createHash } from 'node:crypto'
import type pg from 'pg'

// Run as the role `auth`, whose schema these tables are in.

/** The library keeps digests of the tokens it mails; ours are compared with the same. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A token as the library is told to keep it. */
export const storedToken = (token: string): string => tokenHash(token).toString('base64url')

const identifier = (token: string): string => `magic-link:${storedToken(token)}`

/** Notes that a link goes to the mailbox of its address and nowhere else: whoever enters it has proved the address theirs. */
export const markProving = (pool: pg.Pool, token: string) =>
  pool.query('update verifications set proves = true where identifier = $1', [identifier(token)])

/** Whose link it is, and what is known and what will be known of that address. */
export interface Link { identity_id: string; email: string; proved: boolean; proves: boolean }

/** Null where the link was used, has expired, or belongs to nobody. */
export const readLink = async (pool: pg.Pool, token: string): Promise<Link | null> =>
  (await pool.query<Link>(
    `select i.id as identity_id, i.email, i.email_verified as proved, v.proves from verifications v join identities i on i.email = v.value::json ->> 'email'
     where v.identifier = $1 and v.expires_at > now()`, [identifier(token)])).rows[0] ?? null

/** Uses a link up; whether it was still there. Of two that come at once, one is told so. */
export const takeLink = async (pool: pg.Pool, token: string): Promise<boolean> =>
  ((await pool.query('delete from verifications where identifier = $1 and expires_at > now()', [identifier(token)])).rowCount ?? 0) > 0
