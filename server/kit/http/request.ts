import type { Language } from '@portevoix/contract/shapes'
import type { Actor, Ctx, Kit } from '#kit/context'

/** Who is signed in. */
export interface Session { id: string; identity_id: string; email: string; name: string; language: Language | null; created_at: Date }

/** What a route's handler gets besides its input. */
export interface Request {
  kit: Kit
  /** The request's headers, lower case names. */
  headers: Headers
  /** The visitor's address, through trusted proxies only. */
  ip: string
  agent: string
  language: Language
  request_id: string
  /** The request as the HTTP server knows it. */
  raw: { operation: string }
  session: Session | null
  /** The member on whose behalf the request is made, in the organisation that the header `portevoix-organisation` names. */
  actor: Actor | null
  organisation_id: string | null
  /** Adds a header to the answer, e.g. `set-cookie`. */
  answerHeader(name: string, value: string): void
  /** One transaction on behalf of the actor; 404 where the request names no organisation of theirs. */
  within<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
  /** The same for what only looks: everything as it was at one moment, on two connections where there are two. */
  atOneMoment<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}
