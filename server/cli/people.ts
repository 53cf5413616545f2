import type { Role } from '@portevoix/contract/permissions'
import { roles } from '@portevoix/contract/permissions'
import { timeZone } from '@portevoix/contract/organisations'
import { emailAddress, memberName } from '@portevoix/contract/people/shapes'
import { colour, language, line, tribe } from '@portevoix/contract/shapes'
import { z } from 'zod'
import type { Kit } from '#kit/context'
import { Refusal } from '#kit/refusal'
import { within } from '#kit/within'
import { organisation, organisationIds } from '#room/organisations'
import { createOrganisationWith, invite, signInLink } from '#room/people'
import type { Answer } from './answer.ts'
import { checked } from './checked.ts'
import { withInstallation } from './session.ts'

export interface OrganisationOptions { name: string; adminName: string; adminEmail: string; colour: string; language: string; timeZone: string }

/** Makes an organisation and its administrator, and prints the administrator's first way in. */
export const organisationCreate = (options: OrganisationOptions): Promise<Answer> =>
  withInstallation(async ({ kit }) => {
    const draft = {
      name: checked(line(120), options.name, '"Company"', '--name'), colour: checked(colour, options.colour, '"#0b5fff"', '--colour'),
      language: checked(language, options.language, 'fr', '--language'), time_zone: checked(timeZone, options.timeZone, 'Europe/Paris', '--time-zone'),
    }
    const administrator = { name: checked(memberName, options.adminName, '"First Last"', '--admin-name'), email: checked(emailAddress, options.adminEmail, 'first.last@company.com', '--admin-email') }
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

export interface InviteOptions { organisation?: string; role?: string[]; tribe: string; language: string; days: string; sendAgain?: boolean }

/** Invites people by e-mail. */
export const memberInvite = (emails: string[], options: InviteOptions): Promise<Answer> =>
  withInstallation(async ({ kit }) => {
    const organisation_id = await chosenOrganisation(kit, options.organisation)
    const held: Role[] = (options.role ?? ['ambassador']).map((role) => checked(z.enum(roles), role, 'ambassador', '--role'))
    const place = {
      tribe: checked(tribe, options.tribe, 'employees', '--tribe'), language: checked(language, options.language, 'fr', '--language'), roles: held, group_ids: [],
      expires_in_days: checked(z.coerce.number().int().min(1).max(365), options.days, '30', '--days'),
    }
    const guests = emails.map((address) => ({ email: checked(emailAddress, address, 'first.last@company.com'), place }))
    const outcomes = await within(kit, organisation_id, (ctx) => invite(ctx, guests, options.sendAgain))
    return { lines: outcomes.map(({ email: address, outcome, again_at }) => `${address}: ${outcome.replaceAll('_', ' ')}${outcome === 'too_soon' && again_at ? `, possible from ${again_at.toISOString()}` : ''}`), data: { outcomes } }
  })

/** A way in for somebody whose mails do not arrive; written to the audit log. */
export const signInLinkCommand = (address: string): Promise<Answer> =>
  withInstallation(async ({ kit }) => {
    const link = await signInLink(kit, checked(emailAddress, address, 'first.last@company.com'))
    if (!link) throw new Refusal(`Nobody signs in as ${address}: invite them with member invite.`)
    return { lines: [`Once, within 15 minutes: ${link}`], data: { sign_in_link: link } }
  })
