import type { Language } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import type { Letter } from '#kit/mail/letter'
import { brandOf, organisation } from '#room/organisations'
import { domainLetter, passedDomainLetter } from '../mails.ts'
import { readMembers } from '../queries/members.ts'

export interface FailingDomain { host: string; since: string; record_name: string; record_value: string }
export interface PassedDomain { host: string; gained: boolean }

/** More administrators than any organisation has. */
const most = 100

/** To those who run the organisation. */
const tellAdmins = async (ctx: Ctx, kind: string, write: (reader: { language: Language; name: string; time_zone: string }) => Letter): Promise<void> => {
  const { time_zone } = await organisation(ctx)
  const brand = await brandOf(ctx)
  for (const { name, email, language } of await readMembers(ctx, { search: null, group_id: null, role: 'admin', tribe: null, state: 'active' }, null, most)) {
    await ctx.kit.mail.send(ctx, { kind, to: email, brand, letter: write({ language: language === 'en' ? 'en' : 'fr', name, time_zone }) })
  }
}

/** The record of a short domain has been missing for long. */
export const tellOfDomain = (ctx: Ctx, domain: FailingDomain): Promise<void> =>
  tellAdmins(ctx, 'domain_failing', (reader) => domainLetter(ctx.kit, { ...domain, ...reader }))

/** A short domain has another owner now: it came to this organisation, or left it. */
export const tellOfPassedDomain = (ctx: Ctx, domain: PassedDomain): Promise<void> =>
  tellAdmins(ctx, 'domain_passed', (reader) => passedDomainLetter(ctx.kit, { ...domain, ...reader }))
