import { emitAll } from '#kit/bus'
import type { Ctx, Kit } from '#kit/context'
import { within } from '#kit/within'
import { isDueForCounting } from './counting.ts'
import { eachWithHits } from './each.ts'
import { addWaiting, lockRollups, organisationsWithBatches, recountDay, tryLockRollups, type FirstClick } from './queries/rollups.ts'
import { countVisitors, noteCounted, organisationsToCount, readVisitors, staleDays, writeVisitors } from './queries/visitors.ts'
import { dayIn } from './rules.ts'
import { countedDay } from './zones.ts'

/** Gives an organisation's time zone: the room organisations knows it. */
export type TimeZoneOf = (ctx: Ctx) => Promise<string>

const tell = (ctx: Ctx, first_clicks: readonly FirstClick[]): Promise<void> => emitAll(ctx, first_clicks.map((link) => (
  { name: 'links.first_click', link_id: link.id, share_id: link.share_id, content_id: link.content_id, at: link.first_click_at.toISOString() }
)))

type Lock = (ctx: Ctx) => Promise<boolean>

const addWaitingTurn = (kit: Kit, organisation_id: string, timeZoneOf: TimeZoneOf, lock: Lock): Promise<boolean> => within(kit, organisation_id, async (ctx) => {
  if (!(await lock(ctx))) return false
  const time_zone = await timeZoneOf(ctx)
  const { first_clicks, more } = await addWaiting(ctx, time_zone, dayIn(time_zone, ctx.now))
  await tell(ctx, first_clicks)
  return more
})

/** Adds up the hits that an organisation has waiting, some tens of thousands at a time, and tells of each link that was clicked for the first time. */
export const refresh = async (kit: Kit, organisation_id: string, timeZoneOf: TimeZoneOf): Promise<void> => {
  while (await addWaitingTurn(kit, organisation_id, timeZoneOf, lockRollups));
}

/**
 * Brings every organisation's rollups up to the hits of the last seconds, some tens of thousands of hits of each in turn: who has millions
 * waiting keeps nobody else's from coming. Where they are being counted just then, they wait for the next time: the others' don't.
 */
export const refreshAll = async (kit: Kit, timeZoneOf: TimeZoneOf): Promise<void> => {
  for (let more = true; more;) {
    more = false
    await eachWithHits(kit, 'rollups not refreshed', await organisationsWithBatches(kit), async (organisation_id) => {
      if (await addWaitingTurn(kit, organisation_id, timeZoneOf, tryLockRollups)) more = true
    })
  }
}

const countDue = async (kit: Kit, organisation_id: string, timeZoneOf: TimeZoneOf): Promise<void> => {
  const days = await within(kit, organisation_id, staleDays)
  for (const stale of days.filter((one) => isDueForCounting(one, kit.clock()))) {
    const started = performance.now()
    const visitors = await within(kit, organisation_id, async (ctx) => readVisitors(ctx, await countedDay(ctx, await timeZoneOf(ctx), stale.day)))
    const took_milliseconds = Math.round(performance.now() - started)
    await within(kit, organisation_id, async (ctx) => {
      await lockRollups(ctx)
      await writeVisitors(ctx, stale.day, visitors)
      await noteCounted(ctx, stale, took_milliseconds)
    })
  }
}

/** Counts the visitors of the days that hits came to. */
export const countVisitorsOfAll = async (kit: Kit, timeZoneOf: TimeZoneOf): Promise<void> =>
  eachWithHits(kit, 'visitors not counted', await organisationsToCount(kit), (organisation_id) => countDue(kit, organisation_id, timeZoneOf))

/** Counts a day again from the hits, to the same tables, for whoever judges hits anew: the same whether done once or twice. The caller holds the rollups. */
export const recount = async (ctx: Ctx, time_zone: string, day: string): Promise<void> => {
  const span = await countedDay(ctx, time_zone, day)
  await tell(ctx, await recountDay(ctx, span, dayIn(time_zone, ctx.now)))
  await countVisitors(ctx, span)
}

/**
 * Rolls up hits of the past that were recorded in the caller's transaction, and gives the links that were thereby clicked for the
 * first time: nobody else is told, since a past is told in its own order. Visitors are counted by the worker.
 */
export const rollUpPast = async (ctx: Ctx, time_zone: string): Promise<FirstClick[]> => {
  const first: FirstClick[] = []
  await lockRollups(ctx)
  for (let more = true; more;) {
    const added = await addWaiting(ctx, time_zone, dayIn(time_zone, ctx.now))
    first.push(...added.first_clicks)
    more = added.more
  }
  return first
}
