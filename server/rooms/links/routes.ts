import { implement } from '@orpc/server'
import { links } from '@portevoix/contract/links'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { addDomain, checkDomain, preferDomain, removeDomain, shownDomain, shownDomains, unpreferDomain, usualAddress } from './domains/actions.ts'

const os = implement(links).$context<Request>().use(guard)

export const routes = os.router({
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
})
