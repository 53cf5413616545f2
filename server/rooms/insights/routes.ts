import { implement } from '@orpc/server'
import { insights } from '@portevoix/contract/insights'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { readPulses } from '#room/links'
import { dashboardOf } from './actions/dashboard.ts'
import { filterChoices } from './actions/filters.ts'
import { impactOf } from './actions/impact.ts'
import { allInvitations } from './actions/invitations.ts'
import { joinRanking, leaveRanking, rankingOf } from './actions/ranking.ts'
import { isNews } from './pulse.ts'

const os = implement(insights).$context<Request>().use(guard)

export const routes = os.router({
  dashboard: os.dashboard.handler(({ input, context }) => context.atOneMoment((ctx) => dashboardOf(ctx, input))),
  pulse: os.pulse.handler(({ input: { since }, context }) => context.within(async (ctx) => ({ news: isNews(await readPulses(ctx), since) }))),
  filters: os.filters.handler(({ context }) => context.within(filterChoices)),
  invitations: os.invitations.handler(({ context }) => context.within(allInvitations)),
  impact: os.impact.handler(({ input, context }) => context.within((ctx) => impactOf(ctx, input))),
  ranking: os.ranking.handler(({ input: { programme_id, measure, ...asked }, context }) => context.within((ctx) => rankingOf(ctx, programme_id, asked, measure))),
  joinRanking: os.joinRanking.handler(({ input: { programme_id, name_shown }, context }) => context.within((ctx) => joinRanking(ctx, programme_id, name_shown))),
  leaveRanking: os.leaveRanking.handler(({ input: { programme_id }, context }) => context.within((ctx) => leaveRanking(ctx, programme_id))),
})
