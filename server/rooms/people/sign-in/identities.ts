import type pg from 'pg'
import type { Language } from '@portevoix/contract/shapes'

// Run as the role `auth`, whose schema these tables are in.

export interface Identity { id: string; email: string; name: string }
export interface NewIdentity { email: string; name: string; language: Language; /** The address was proved to be theirs. */ proved: boolean }

export const identityOf = async (pool: pg.Pool, email: string): Promise<Identity | null> =>
  (await pool.query<Identity>('select id, email, name from identities where email = $1', [email])).rows[0] ?? null

/** The identities of these addresses, by address; those that were missing are made. */
export const ensureIdentities = async (pool: pg.Pool, wanted: readonly NewIdentity[]): Promise<Map<string, { id: string; made: boolean }>> => {
  const { rows } = await pool.query<{ id: string; email: string; made: boolean }>(
    `with wanted as (select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) as wanted (email, name, language, proved)),
     made as (insert into identities (email, name, language, email_verified) select email, name, language, proved from wanted on conflict (email) do nothing returning id, email)
     select id, email, true as made from made union all select i.id, i.email, false from identities i join wanted w using (email) where i.email not in (select email from made)`,
    [wanted.map(({ email }) => email), wanted.map(({ name }) => name), wanted.map(({ language }) => language), wanted.map(({ proved }) => proved)])
  return new Map(rows.map(({ email, id, made }) => [email, { id, made }]))
}

export const deleteIdentities = (pool: pg.Pool, ids: readonly string[]) => pool.query('delete from identities where id = any($1::uuid[])', [[...ids]])

export interface OpenSession { id: string; created_at: Date; used_at: Date; agent: string | null }

export const openSessions = async (pool: pg.Pool, identity_id: string): Promise<OpenSession[]> =>
  (await pool.query<OpenSession>('select id, created_at, updated_at as used_at, user_agent as agent from sessions where identity_id = $1 and expires_at > now() order by updated_at desc', [identity_id])).rows

/** Whether there was such a session of this identity. */
export const endSession = async (pool: pg.Pool, identity_id: string, id: string): Promise<boolean> =>
  (await pool.query('delete from sessions where identity_id = $1 and id = $2', [identity_id, id])).rowCount === 1

/** Ends all sessions of an identity, but for one when it is named; gives how many there were. */
export const endSessions = async (pool: pg.Pool, identity_id: string, but: string | null = null): Promise<number> =>
  (await pool.query('delete from sessions where identity_id = $1 and expires_at > now() and ($2::uuid is null or id <> $2::uuid)', [identity_id, but])).rowCount ?? 0

/** Removes sessions, links and attempts that are over. */
export const forgetExpired = async (pool: pg.Pool): Promise<void> => {
  await pool.query('delete from sessions where expires_at < now()')
  await pool.query('delete from verifications where expires_at < now()')
  await pool.query('delete from attempts where expire < $1', [Date.now()])
}

/** The ids of identities older than a day, some thousands at a time. */
export async function* settledIdentities(pool: pg.Pool): AsyncGenerator<string[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await pool.query<{ id: string }>(`select id from identities where id > $1 and created_at < now() - interval '1 day' order by id limit 5000`, [after])
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ id }) => id)
    after = last.id
  }
}
