import type { Ctx } from '#kit/context'
import { brandOf, organisation } from '#room/organisations'
import { domainLetter } from '../mails.ts'
import { readMembers } from '../queries/members.ts'

export interface FailingDomain { host: string; since: string; record_name: string; record_value: string }

/** More administrators than any organisation has. */
const most = 100

/** Tells those who run the organisation that the record of a short domain has been missing for long. */
export const tellOfDomain = async (ctx: Ctx, domain: FailingDomain): Promise<void> => {
  const { time_zone } = await organisation(ctx)
  const brand = await brandOf(ctx)
  for (const { name, email, language } of await readMembers(ctx, { search: null, group_id: null, role: 'admin', tribe: null, state: 'active' }, null, most)) {
    await ctx.kit.mail.send(ctx, { kind: 'domain_failing', to: email, brand, letter: domainLetter(ctx.kit, { ...domain, language: language === 'en' ? 'en' : 'fr', name, time_zone }) })
  }
}
