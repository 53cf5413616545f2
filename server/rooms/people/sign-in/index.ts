import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Language } from '@portevoix/contract/shapes'
import type { Connections } from '#kit/connections'
import type { Kit } from '#kit/context'
import { createPool } from '#kit/db'
import type { Session } from '#kit/http/request'
import { deriveKey } from '#kit/secret-key'
import { deleteIdentities, endSession, endSessions, ensureIdentities, forgetExpired, identityOf, openSessions, setProved, settledIdentities, type NewIdentity } from './identities.ts'
import { createLibrary } from './library.ts'
import { createLimits } from './limits.ts'

/** What a link that was entered opened; `cookies` go to the browser. */
export interface Entry { identity_id: string; session_id: string; email: string; cookies: readonly string[] }

const language = (value: unknown): Language | null => (value === 'fr' || value === 'en' ? value : null)

/** The library keeps digests of the tokens it mails; ours are compared with the same. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Our door to the sign-in library: everything that touches identities, sessions and links. */
export const openSignIn = (kit: Kit, connection: pg.ClientConfig) => {
  const pool = createPool({ ...connection, max: 6 }, kit.log)
  const handed = new Map<string, string>()
  const library = createLibrary(kit, pool, (asked, token) => { handed.set(asked, token) })
  const limits = createLimits(pool, deriveKey(kit.key, 'attempts'))

  /** A new link's token for this address: once, for 15 minutes. */
  const issue = async (email: string): Promise<string> => {
    const asked = randomUUID()
    await library.api.signInMagicLink({ body: { email, metadata: { asked } }, headers: new Headers() })
    const token = handed.get(asked)
    handed.delete(asked)
    if (token === undefined) throw new Error('The sign-in library made no link')
    return token
  }

  /** Opens a session with a link's token; null when it was used, has expired or never was. */
  const enter = async (token: string, agent: string): Promise<Entry | null> => {
    try {
      const { headers, response } = await library.api.magicLinkVerify({ query: { token }, headers: new Headers({ 'user-agent': agent }), returnHeaders: true })
      return { identity_id: response.user.id, session_id: response.session.id, email: response.user.email, cookies: headers.getSetCookie() }
    } catch (error) {
      if (error instanceof Error && 'status' in error && error.status === 'FOUND') return null
      throw error
    }
  }

  return {
    limits, issue, enter,
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
    /** Opens a session for an identity that is known by another way than a link; what is proved of its address does not change. */
    async open(identity: { id: string; email: string }, agent: string, proved: boolean): Promise<Entry> {
      if (!proved) await setProved(pool, identity.id, true)
      const entry = await enter(await issue(identity.email), agent)
      if (!proved) await setProved(pool, identity.id, false)
      if (!entry) throw new Error('A link that was just made was refused')
      return entry
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

const opened = new WeakMap<Kit, SignIn>()

/** Opens sign-in for a process; closed by `end`. */
export const startSignIn = (kit: Kit, connections: Connections): SignIn => {
  const made = openSignIn(kit, connections.auth)
  opened.set(kit, made)
  return made
}

/** @throws Error in a process that did not start sign-in. */
export const signInOf = (kit: Kit): SignIn => {
  const found = opened.get(kit)
  if (!found) throw new Error('Sign-in was not started in this process')
  return found
}
