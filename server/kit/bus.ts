import { z } from 'zod'
import type { Ctx, Kit } from '#kit/context'
import { within } from '#kit/within'
import { job, type Job } from '#kit/jobs'

/** Something that happened in a room: `room.past_participle`, with what others need to know of it (plain JSON). */
export interface RoomEvent { name: string; [field: string]: unknown }

export interface Subscription {
  event: string
  /** Names the hearer, e.g. `sharing.confirm-share`; with the event's name it is the delivery's identity. */
  hearer: string
  /** May run twice for one event. */
  hear(ctx: Ctx, event: RoomEvent): Promise<void>
}

export type Subscriptions = readonly Subscription[]

/** Binds a hearer to an event; `hear` reads the event's fields with the schema it is given. */
export const subscription = <Event>(
  event: string, hearer: string, read: { parse(input: unknown): Event }, hear: (ctx: Ctx, event: Event) => Promise<void>,
): Subscription => ({ event, hearer, hear: (ctx, raw) => hear(ctx, read.parse(raw)) })

const queue = 'kit.deliver-event'

/** Writes the event in the transaction that made it true; each hearer gets it at least once after the commit. */
export const emit = (ctx: Ctx, event: RoomEvent): Promise<void> => emitAll(ctx, [event])

/** Writes many events at once. */
export const emitAll = async (ctx: Ctx, events: readonly RoomEvent[]): Promise<void> => {
  const { kit: { jobs, subscriptions }, tx, organisation_id } = ctx
  await jobs.sendAll(tx, queue, events.flatMap((event) => subscriptions.filter((one) => one.event === event.name).map(({ hearer }) => ({ organisation_id, hearer, event }))))
}

const delivery = z.object({ organisation_id: z.string(), hearer: z.string(), event: z.looseObject({ name: z.string() }) })

/** The job that delivers events to their hearers. */
export const deliverEvent: Job = job({
  name: queue,
  input: delivery,
  run: async (kit: Kit, { organisation_id, hearer, event }) => {
    const listener = kit.subscriptions.find((one) => one.event === event.name && one.hearer === hearer)
    if (!listener) return
    await within(kit, organisation_id, (ctx) => listener.hear(ctx, event))
  },
})
