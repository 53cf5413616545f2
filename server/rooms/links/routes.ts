import { implement } from '@orpc/server'
import { links } from '@portevoix/contract/links'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { refuseField } from '#kit/problem'
import { addDomain, checkDomain, preferDomain, removeDomain, shownDomain, shownDomains, unpreferDomain, usualAddress } from './domains/actions.ts'
import { dryRun, shownReasons, switchReason, type IsSmall } from './reasons/actions.ts'
import { isFixed } from './reasons/rules.ts'
import type { TimeZoneOf } from './rollups.ts'

const os = implement(links).$context<Request>().use(guard)

/** `isSmall`, `timeZoneOf`: given by the rooms people and organisations, of which a process that serves links alone knows nothing. */
export const routesWith = (isSmall: IsSmall, timeZoneOf: TimeZoneOf) => os.router({
  domains: os.domains.handler(({ context }) => context.within(async (ctx) => ({ items: await shownDomains(ctx), usual_address: usualAddress(ctx) }))),
  addDomain: os.addDomain.handler(({ input: { host }, context }) => context.within(async (ctx) => shownDomain(ctx, await addDomain(ctx, host)))),
  checkDomain: os.checkDomain.handler(async ({ input: { id }, context }) => {
    await checkDomain(context.kit, context.within, id)
    return context.within((ctx) => shownDomain(ctx, id))
  }),
  preferDomain: os.preferDomain.handler(({ input: { id }, context }) => context.within(async (ctx) => {
    await preferDomain(ctx, id)
    return shownDomain(ctx, id)
  })),
  unpreferDomain: os.unpreferDomain.handler(({ input: { id }, context }) => context.within(async (ctx) => {
    await unpreferDomain(ctx, id)
    return shownDomain(ctx, id)
  })),
  removeDomain: os.removeDomain.handler(({ input: { id }, context }) => context.within((ctx) => removeDomain(ctx, id))),
  reasons: os.reasons.handler(({ context }) => context.within((ctx) => shownReasons(ctx, isSmall, timeZoneOf))),
  dryRunReason: os.dryRunReason.handler(({ input: { reason }, context }) => context.within((ctx) => dryRun(ctx, isSmall, reason))),
  switchReason: os.switchReason.handler(({ input: { reason, counts }, context }) => context.within(async (ctx) => {
    if (isFixed(reason)) refuseField('reason', 'links.fixed_reason')
    await switchReason(ctx, timeZoneOf, reason, counts)
    return shownReasons(ctx, isSmall, timeZoneOf)
  })),
})
