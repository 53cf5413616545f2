import { emit } from '#kit/bus'
import type { Ctx, Kit } from '#kit/context'
import { within } from '#kit/within'
import { lastRecomputation, lockRollups, noteRecomputation, organisationsWithBatches, organisationsWithHits, recomputeDays, takeBatches } from './queries/rollups.ts'
import { addDays, dayIn, hitsKeptSince } from './rules.ts'

/** Gives an organisation's time zone: the room organisations knows it. */
export type TimeZoneOf = (ctx: Ctx) => Promise<string>

/** A busy day is recomputed as often as it takes no more than this share of one core. */
const share = 0.1
/** Days that the hourly recomputation covers besides today. */
const lastDays = 2
/** Days recomputed by one statement. */
const stride = 31

/** Recomputes days (inclusive, the organisation's own) and tells of each link that was clicked for the first time. */
const recompute = async (ctx: Ctx, time_zone: string, from: string, to: string): Promise<void> => {
  const started = performance.now()
  for (const link of await recomputeDays(ctx, time_zone, from, to)) {
    await emit(ctx, { name: 'links.first_click', link_id: link.id, share_id: link.share_id, content_id: link.content_id, at: link.first_click_at.toISOString() })
  }
  await noteRecomputation(ctx, to, Math.round(performance.now() - started))
}

/**
 * Recomputes a period from the hits; the same whether done once or twice. Days whose hits are no longer kept stay as
 * they are.
 */
export const rollUp = async (kit: Kit, period: { organisation_id: string; time_zone: string; from: string; to: string }): Promise<void> => {
  const { organisation_id, time_zone, to } = period
  const kept = addDays(dayIn(time_zone, hitsKeptSince(kit.clock())), 1)
  for (let from = period.from < kept ? kept : period.from; from <= to; from = addDays(from, stride)) {
    const end = addDays(from, stride - 1)
    await within(kit, organisation_id, async (ctx) => {
      await lockRollups(ctx)
      await recompute(ctx, time_zone, from, end < to ? end : to)
    })
  }
}

/** Recomputes the days that new hits were made in. */
const refresh = async (ctx: Ctx, timeZoneOf: TimeZoneOf): Promise<void> => {
  await lockRollups(ctx)
  const last = await lastRecomputation(ctx)
  const now = ctx.now.getTime()
  if (last && now >= last.rolled_at.getTime() && (now - last.rolled_at.getTime()) * share < last.took_milliseconds) return
  const span = await takeBatches(ctx)
  if (!span) return
  const time_zone = await timeZoneOf(ctx)
  await recompute(ctx, time_zone, dayIn(time_zone, span.first), dayIn(time_zone, span.last))
}

/** Brings every organisation's rollups up to the hits of the last seconds. */
export const refreshAll = async (kit: Kit, timeZoneOf: TimeZoneOf): Promise<void> => {
  for (const organisation_id of await organisationsWithBatches(kit)) {
    await within(kit, organisation_id, (ctx) => refresh(ctx, timeZoneOf))
  }
}

/** Recomputes the last days of every organisation as a whole. */
export const recomputeLastDays = async (kit: Kit, timeZoneOf: TimeZoneOf): Promise<void> => {
  const now = kit.clock()
  const since = new Date(now.getTime() - (lastDays + 1) * 86_400_000)
  for (const organisation_id of await organisationsWithHits(kit, since)) {
    const time_zone = await within(kit, organisation_id, timeZoneOf)
    const today = dayIn(time_zone, now)
    await rollUp(kit, { organisation_id, time_zone, from: addDays(today, -lastDays), to: today })
  }
}
