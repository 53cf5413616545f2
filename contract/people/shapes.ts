import { z } from 'zod'
import { roles } from '../permissions.ts'
import { colour, id, instant, language, line, tribe } from '../shapes.ts'
import { picture, timeZone } from '../organisations.ts'

export const role = z.enum(roles)

/** How the interface looks to a person; `system`: as their device asks. */
export const appearance = z.enum(['light', 'dark', 'system'])
export type Appearance = z.infer<typeof appearance>

/** An e-mail address, kept in lower case. */
export const emailAddress = z.string().trim().toLowerCase().pipe(z.email().max(254))

export const memberName = line(120)

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
  appearance,
})
export type Membership = z.infer<typeof membership>

/** What an organisation shows of itself to those who are not in yet. */
export const host = z.object({ name: z.string(), colour, logo_address: z.string().nullable() })
export type Host = z.infer<typeof host>

export const session = z.object({
  /** Null when nobody is signed in. */
  identity: z.object({ id: z.string(), email: z.string(), session_id: z.string(), signed_in_at: instant }).nullable(),
  memberships: z.array(membership),
  /** No organisation exists yet: the first visit is open. */
  first_visit: z.boolean(),
  /** Whose door this is, where the installation has one organisation only; with several, the door names none. */
  host: host.nullable(),
  /** Mails leave through a mail server; otherwise they are kept in the outbox. */
  mail_delivered: z.boolean(),
})
export type Session = z.infer<typeof session>

/** What an organisation is made of. */
export const organisationDraft = z.object({ name: line(120), colour, language, time_zone: timeZone, logo: picture.nullable().default(null) })

/**
 * How many sessions elsewhere a sign-in ended, and why. `address_proved`: they were opened before anybody had proved the address,
 * perhaps by somebody else who had typed it in; `second_organisation`: before the person belonged to this one too.
 */
export const endedSessions = z.object({ count: z.number().int(), why: z.enum(['address_proved', 'second_organisation']) })
export type EndedSessions = z.infer<typeof endedSessions>

/** Where somebody who has just signed in goes. */
export const arrival = z.object({ organisation_id: id.nullable(), ended_sessions: endedSessions.nullable() })
