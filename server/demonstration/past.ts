import { z } from 'zod'
import { deliverEvent } from '#kit/bus'
import { systemActor, type Actor, type Ctx } from '#kit/context'

const delivery = z.object({ hearer: z.string(), event: z.looseObject({ name: z.string() }) })

/**
 * The caller's transaction, as it would have been at a moment of the past. Events reach their hearers at once, at that moment,
 * since a past is told in its own order; other jobs of the past are over: its mails were read, its pages fetched.
 */
export const inThePast = (ctx: Ctx, at: number, actor: Actor = systemActor): Ctx => {
  const now = new Date(at)
  const then: Ctx = {
    ...ctx, now, actor,
    kit: {
      ...ctx.kit, clock: () => now, mail: { ...ctx.kit.mail, send: async () => undefined },
      jobs: {
        ...ctx.kit.jobs,
        send: async () => undefined,
        async sendAll(_tx, name, all) {
          if (name !== deliverEvent.name) return
          for (const data of all) {
            const { hearer, event } = delivery.parse(data)
            await ctx.kit.subscriptions.find((one) => one.hearer === hearer && one.event === event.name)?.hear({ ...then, actor: systemActor }, event)
          }
        },
      },
    },
  }
  return then
}
