import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Language } from '@portevoix/contract/shapes'
import type { Connections } from '#kit/connections'
import type { Kit } from '#kit/context'
import { createPool } from '#kit/db'
import type { Session } from '#kit/http/request'
import type { Jobs } from '#kit/jobs'
import { deriveKey } from '#kit/secret-key'
import { deleteIdentities, endSession, endSessions, ensureIdentities, forgetExpired, identityOf, openSessions, settledIdentities, type NewIdentity } from './identities.ts'
import { createLibrary } from './library.ts'
import { createLimits } from './limits.ts'
import { markProving, readLink, takeLink } from './links.ts'

export { tokenHash } from './links.ts'

/** What was opened; `cookies` go to the browser. */
export interface Entry { identity_id: string; session_id: string; email: string; cookies: readonly string[] }
/** `ended`: the sessions that this entry ended, since they were opened before anybody had proved the address. */
export interface Entered extends Entry { ended: readonly string[] }

const language = (value: unknown): Language | null => (value === 'fr' || value === 'en' ? value : null)

/** Our door to the sign-in library: everything that touches identities, sessions and links. */
export const openSignIn = (kit: Kit, connection: pg.ClientConfig) => {
  const pool = createPool({ ...connection, max: 6 }, kit.log)
  const handed = new Map<string, string>()
  const library = createLibrary(kit, pool, (asked, token) => { handed.set(asked, token) })
  const limits = createLimits(pool, deriveKey(kit.key, 'attempts'))

  /** A new link's token for this address: once, for 15 minutes. `proves`: it is mailed there, and shown to nobody else. */
  const issue = async (email: string, proves: boolean): Promise<string> => {
    const asked = randomUUID()
    await library.api.signInMagicLink({ body: { email, metadata: { asked } }, headers: new Headers() })
    const token = handed.get(asked)
    handed.delete(asked)
    if (token === undefined) throw new Error('The sign-in library made no link')
    if (proves) await markProving(pool, token)
    return token
  }

  /** Opens a session for an identity that is known by another way than a link; what is proved of its address does not change. */
  const open = async ({ id, email }: { id: string; email: string }, agent: string): Promise<Entry> => {
    const { headers, response } = await library.api.openSession({ body: { identity_id: id }, headers: new Headers({ 'user-agent': agent }), returnHeaders: true })
    if (!response) throw new Error('There is no such identity')
    return { identity_id: id, session_id: response.session_id, email, cookies: headers.getSetCookie() }
  }

  /** Where the address was proved to nobody before, the library ends every session and proves it. */
  const verify = async (token: string, agent: string): Promise<Entry | null> => {
    try {
      const { headers, response } = await library.api.magicLinkVerify({ query: { token }, headers: new Headers({ 'user-agent': agent }), returnHeaders: true })
      return { identity_id: response.user.id, session_id: response.session.id, email: response.user.email, cookies: headers.getSetCookie() }
    } catch (error) {
      if (error instanceof Error && 'status' in error && error.status === 'FOUND') return null
      throw error
    }
  }

  /** Opens a session with a link's token; null when it was used, has expired or never was. */
  const enter = async (token: string, agent: string): Promise<Entered | null> => {
    const link = await readLink(pool, token)
    if (!link) return null
    if (!link.proved && !link.proves) return (await takeLink(pool, token)) ? { ...await open({ id: link.identity_id, email: link.email }, agent), ended: [] } : null
    const before = await openSessions(pool, link.identity_id)
    const entry = await verify(token, agent)
    if (!entry) return null
    const left = new Set((await openSessions(pool, link.identity_id)).map(({ id }) => id))
    return { ...entry, ended: before.map(({ id }) => id).filter((id) => !left.has(id)) }
  }

  return {
    limits, issue, open, enter,
    async session(headers: Headers): Promise<Session | null> {
      const found = await library.api.getSession({ headers, query: { disableRefresh: true } })
      if (!found) return null
      const { session, user } = found
      return { id: session.id, identity_id: user.id, email: user.email, name: user.name, language: language(user.language), created_at: session.createdAt }
    },
    /** Prolongs the session where it is due; the cookies that say so. */
    async refresh(headers: Headers): Promise<readonly string[]> {
      return (await library.api.getSession({ headers, returnHeaders: true })).headers.getSetCookie()
    },
    async close(headers: Headers): Promise<readonly string[]> {
      return (await library.api.signOut({ headers, returnHeaders: true })).headers.getSetCookie()
    },
    identityOf: (email: string) => identityOf(pool, email),
    ensureIdentities: (wanted: readonly NewIdentity[]) => ensureIdentities(pool, wanted),
    deleteIdentities: (ids: readonly string[]) => deleteIdentities(pool, ids),
    settledIdentities: () => settledIdentities(pool),
    sessions: (identity_id: string) => openSessions(pool, identity_id),
    endSession: (identity_id: string, id: string) => endSession(pool, identity_id, id),
    endSessions: (identity_id: string, but?: string) => endSessions(pool, identity_id, but),
    forgetExpired: () => forgetExpired(pool),
    end: () => pool.end(),
  }
}

export type SignIn = ReturnType<typeof openSignIn>

// requests and jobs work with different connections, and one queue
const opened = new WeakMap<Jobs, SignIn>()

/** Opens sign-in for a process; closed by `end`. */
export const startSignIn = (kit: Kit, connections: Connections): SignIn => {
  const made = openSignIn(kit, connections.auth)
  opened.set(kit.jobs, made)
  return made
}

/** @throws Error in a process that did not start sign-in. */
export const signInOf = (kit: Kit): SignIn => {
  const found = opened.get(kit.jobs)
  if (!found) throw new Error('Sign-in was not started in this process')
  return found
}
