import { z } from 'zod'
import { route } from '../route.ts'
import { id, instant, language } from '../shapes.ts'
import { appearance, arrival, emailAddress, memberName, organisationDraft, session } from './shapes.ts'

/** A token as our links carry it. */
export const linkToken = z.string().min(16).max(128).regex(/^[\w-]+$/)

export const openSession = z.object({
  id,
  /** The session of this very request. */
  current: z.boolean(),
  opened_at: instant,
  used_at: instant,
  /** The browser's own words on what it is; the person recognises theirs. */
  agent: z.string(),
})

/** That somebody else read a mail which gave access to the person's account. */
export const openedMail = z.object({
  at: instant,
  /** Null where they have left since. */
  reader: z.string().nullable(),
  /** Whether it was in the outbox for want of a mail server. */
  for_want_of_server: z.boolean(),
})

export const signIn = {
  session: route
    .meta({ permission: 'anyone' })
    .route({ method: 'GET', path: '/session', summary: 'Who is signed in, and where they belong', tags: ['people'] })
    .output(session),
  first_visit: route
    .meta({ permission: 'anyone' })
    .route({ method: 'POST', path: '/first-visit', summary: 'Create the first organisation and its administrator, once', tags: ['people'], successStatus: 201 })
    .input(z.object({ organisation: organisationDraft, administrator: z.object({ name: memberName, email: emailAddress }) }))
    .output(arrival.pick({ organisation_id: true })),
  request_link: route
    .meta({ permission: 'anyone' })
    .route({ method: 'POST', path: '/sign-in-links', summary: 'Ask for a sign-in link by e-mail; answers the same whether the address is known or not', tags: ['people'], successStatus: 202 })
    .input(z.object({ email: emailAddress }))
    .output(z.object({ minutes: z.number().int() })),
  enter: route
    .meta({ permission: 'anyone' })
    .route({ method: 'POST', path: '/sign-ins', summary: 'Sign in with the token of a mailed link; works once', tags: ['people'], successStatus: 201 })
    .input(z.object({ token: linkToken }))
    .output(arrival),
  leave: route
    .meta({ permission: 'signed_in' })
    .route({ method: 'DELETE', path: '/session', summary: 'Sign out', tags: ['people'], successStatus: 204 }),
  sessions: route
    .meta({ permission: 'signed_in' })
    .route({ method: 'GET', path: '/sessions', summary: 'Where the person is signed in', tags: ['people'] })
    .output(z.object({ items: z.array(openSession) })),
  end_session: route
    .meta({ permission: 'signed_in' })
    .route({ method: 'DELETE', path: '/sessions/{id}', summary: 'Sign out of one place', tags: ['people'], successStatus: 204 })
    .input(z.object({ id })),
  end_sessions: route
    .meta({ permission: 'signed_in' })
    .route({ method: 'DELETE', path: '/sessions', summary: 'Sign out everywhere, this place included', tags: ['people'], successStatus: 204 }),
  opened_mails: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/me/opened-mails', summary: 'Who read mails that give access to the caller’s account, in the last 30 days', tags: ['people'] })
    .output(z.object({ items: z.array(openedMail) })),
  update_me: route
    .meta({ permission: 'member' })
    .route({ method: 'PATCH', path: '/me', summary: 'Change one’s own name, language or appearance', tags: ['people'] })
    .input(z.object({ name: memberName.optional(), language: language.optional(), appearance: appearance.optional() }))
    .output(z.object({ name: z.string(), language, appearance })),
}
