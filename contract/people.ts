import { z } from 'zod'
import { roles } from './permissions.ts'
import { route } from './route.ts'
import { id, instant, language, tribe } from './shapes.ts'

const role = z.enum(roles)

/** An organisation that the identity belongs to, as the shell needs it. */
export const membership = z.object({
  organisation_id: id,
  member_id: id,
  organisation_name: z.string(),
  colour: z.string(),
  logo_address: z.string().nullable(),
  demonstration: z.boolean(),
  time_zone: z.string(),
  name: z.string(),
  tribe,
  roles: z.array(role),
  language,
})
export type Membership = z.infer<typeof membership>

export const session = z.object({
  /** Null when nobody is signed in. */
  identity: z.object({ id: z.string(), email: z.string(), session_id: z.string(), signed_in_at: instant }).nullable(),
  memberships: z.array(membership),
  /** No organisation exists yet: the first visit is open. */
  first_visit: z.boolean(),
  /** Mails leave through a mail server; otherwise they are kept in the outbox. */
  mail_delivered: z.boolean(),
})

export const people = {
  session: route
    .meta({ permission: 'anyone' })
    .route({ method: 'GET', path: '/session', summary: 'Who is signed in, and where they belong', tags: ['people'] })
    .output(session),
}
