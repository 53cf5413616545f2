import { z } from 'zod'
import { route } from './route.ts'
import { colour, file64, id, instant, language, line, page, pageInput, text } from './shapes.ts'

/** The one name of a zone that has several; a name that is none stays as it is. */
const canonical = (name: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return name
  }
}

/** A name of the IANA time zone database, e.g. `Europe/Paris`; no offset, which PostgreSQL reads east for west. */
export const timeZone = z.string().max(64).overwrite(canonical).refine((name) => name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name), { params: { code: 'organisations.unknown_time_zone' } })

/** A picture in base64. */
export const picture = file64(2)

export const organisationShape = z.object({
  id,
  name: z.string(),
  language,
  colour,
  time_zone: z.string(),
  logo_address: z.string().nullable(),
  demonstration: z.boolean(),
  created_at: instant,
})
export type OrganisationShape = z.infer<typeof organisationShape>

/** What an entry of the audit log may tell beside what was done: ids and states, never names or addresses of people. Its screen has words for each. */
export type AuditDetails = {
  fields?: readonly string[]
  granted?: readonly string[]
  taken?: readonly string[]
  tribe?: string
  members?: number
  joined_groups?: readonly string[]
  left_groups?: readonly string[]
  group?: string
  replacement?: string
  channel?: string
  contents?: number
  alone?: number
  invitations?: number
  version?: number
  host?: string
  slug?: string
  reason?: string
  days?: readonly string[]
  kind?: string
  mail_id?: string
  mail_server?: boolean
}

export const auditEntry = z.object({
  id,
  at: instant,
  /** Null when the platform or its operator did it. */
  member_id: id.nullable(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const organisations = {
  read: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/organisation', summary: 'The organisation of the request', tags: ['organisations'] })
    .output(organisationShape),
  update: route
    .meta({ permission: 'organisation.manage' })
    .route({ method: 'PATCH', path: '/organisation', summary: 'Change its name, colour, logo, language or time zone', tags: ['organisations'] })
    .input(z.object({
      name: line(120).optional(), colour: colour.optional(), language: language.optional(), time_zone: timeZone.optional(),
      /** A new logo; null removes it. */
      logo: picture.nullable().optional(),
    }))
    .output(organisationShape),
  audit: route
    .meta({ permission: 'organisation.manage' })
    .route({ method: 'GET', path: '/audit-entries', summary: 'What was done, by whom and when', tags: ['organisations'] })
    .input(z.object({ ...pageInput, action: text(80).optional() }))
    .output(page(auditEntry)),
}
