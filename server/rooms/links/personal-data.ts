import type { PersonalData } from '#kit/personal-data'
import { anonymiseSharer } from './actions.ts'
import { domainsOf, unsignDomains } from './queries/domains.ts'
import { linksOfSharer } from './queries/links.ts'
import { dailyClicksOfSharer } from './queries/own.ts'
import { destroyMarks } from './queries/salts.ts'
import { utcDay } from './rules.ts'

/** Links name who shared, and nobody who clicked; domains, who added and proved them. */
export const personalData: PersonalData = {
  columns: ['links.links.sharer_id', 'links.sharer_marks.member_id', 'links.domains.added_by', 'links.domains.verified_by'],
  export: async (ctx, member_id) => ({ links: await linksOfSharer(ctx, member_id), daily_clicks: await dailyClicksOfSharer(ctx, member_id), domains: await domainsOf(ctx, member_id) }),
  erase: async (ctx, member_id) => {
    await anonymiseSharer(ctx, member_id)
    await unsignDomains(ctx, member_id)
  },
  retain: async (ctx) => {
    await destroyMarks(ctx, utcDay(ctx.now.getTime()))
  },
}
