import type { Role } from '@portevoix/contract/permissions'
import { roles } from '@portevoix/contract/permissions'
import { colour, language, tribe } from '@portevoix/contract/shapes'
import { z } from 'zod'
import type { Kit } from '#kit/context'
import { Refusal } from '#kit/refusal'
import { within } from '#kit/within'
import { organisation, organisationIds } from '#room/organisations'
import { createOrganisationWith, invite, signInLink } from '#room/people'
import type { Answer } from './answer.ts'
import { withInstallation } from './session.ts'

const email = z.email()

const checked = <T>(schema: z.ZodType<T>, value: unknown, option: string, example: string): T => {
  const read = schema.safeParse(value)
  if (!read.success) throw new Refusal(`${option} is not accepted (${JSON.stringify(value)}): write for example ${option} ${example}.`)
  return read.data
}

export interface OrganisationOptions { name: string; adminName: string; adminEmail: string; colour: string; language: string; timeZone: string }

/** Makes an organisation and its administrator, and prints the administrator's first way in. */
export const organisationCreate = (options: OrganisationOptions): Promise<Answer> =>
  withInstallation(async ({ kit }) => {
    const draft = {
      name: checked(z.string().trim().min(1).max(120), options.name, '--name', '"Company"'), colour: checked(colour, options.colour, '--colour', '"#0b5fff"'),
      language: checked(language, options.language, '--language', 'fr'), time_zone: options.timeZone,
    }
    const administrator = { name: checked(z.string().trim().min(1).max(120), options.adminName, '--admin-name', '"First Last"'), email: checked(email, options.adminEmail, '--admin-email', 'first.last@company.com').toLowerCase() }
    const { organisation_id } = await createOrganisationWith(kit, draft, administrator)
    const link = await signInLink(kit, administrator.email)
    return { lines: [`Made the organisation ${draft.name} (${organisation_id}).`, `Sign in as ${administrator.email}, once within 15 minutes: ${link ?? ''}`], data: { organisation_id, sign_in_link: link } }
  })

const chosenOrganisation = async (kit: Kit, asked: string | undefined): Promise<string> => {
  const ids = await organisationIds(kit)
  const known = await Promise.all(ids.map((id) => within(kit, id, organisation)))
  if (asked === undefined) {
    const [only] = known
    if (only && known.length === 1) return only.id
    throw new Refusal(known.length ? `There are several organisations: write --organisation with one of ${known.map(({ name }) => JSON.stringify(name)).join(', ')}.` : 'There is no organisation yet: make one with organisation create.')
  }
  const found = known.find(({ id, name }) => id === asked || name === asked)
  if (!found) throw new Refusal(`There is no organisation ${JSON.stringify(asked)}: write one of ${known.map(({ name }) => JSON.stringify(name)).join(', ')}.`)
  return found.id
}

export interface InviteOptions { organisation?: string; role?: string[]; tribe: string; language: string; days: string }

/** Invites people by e-mail. */
export const memberInvite = (emails: string[], options: InviteOptions): Promise<Answer> =>
  withInstallation(async ({ kit }) => {
    const organisation_id = await chosenOrganisation(kit, options.organisation)
    const held: Role[] = (options.role ?? ['ambassador']).map((role) => checked(z.enum(roles), role, '--role', 'ambassador'))
    const place = {
      tribe: checked(tribe, options.tribe, '--tribe', 'employees'), language: checked(language, options.language, '--language', 'fr'), roles: held, group_ids: [],
      expires_in_days: checked(z.coerce.number().int().min(1).max(365), options.days, '--days', '30'),
    }
    const guests = emails.map((address) => ({ email: checked(email, address, 'e-mail', 'first.last@company.com').toLowerCase(), place }))
    const outcomes = await within(kit, organisation_id, (ctx) => invite(ctx, guests))
    return { lines: outcomes.map(({ email: address, outcome }) => `${address}: ${outcome.replaceAll('_', ' ')}`), data: { outcomes } }
  })

/** A way in for somebody whose mails do not arrive; written to the audit log. */
export const signInLinkCommand = (address: string): Promise<Answer> =>
  withInstallation(async ({ kit }) => {
    const link = await signInLink(kit, checked(email, address, 'e-mail', 'first.last@company.com'))
    if (!link) throw new Refusal(`Nobody signs in as ${address}: invite them with member invite.`)
    return { lines: [`Once, within 15 minutes: ${link}`], data: { sign_in_link: link } }
  })
