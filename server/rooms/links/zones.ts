import type { Ctx } from '#kit/context'
import { firstKeptDay } from './kept.ts'
import { readReplay, writeReplay, type Replay } from './queries/reasons.ts'
import { lockRollups, type CountedSpan } from './queries/rollups.ts'
import { readZoneEdge, writeZoneEdge } from './queries/zones.ts'
import { dayIn } from './rules.ts'

/** The later of two days. */
export const later = (one: string, other: string): string => (one > other ? one : other)

/** A day as it is counted: of the organisation's zone, but that it begins by another one where days before it are counted by that. */
export const countedDay = async (ctx: Ctx, time_zone: string, day: string): Promise<CountedSpan> => {
  const edge = await readZoneEdge(ctx)
  return { day, time_zone, begins_in: edge?.day === day ? edge.time_zone : time_zone }
}

/** Counts all days whose hits are kept again after a change of time zone: by those of the new one, from the one that begins where the last of the old one ended. */
export const moveDays = async (ctx: Ctx, before: string, time_zone: string): Promise<void> => {
  await lockRollups(ctx)
  const oldest_day = later(await firstKeptDay(ctx, before), await firstKeptDay(ctx, time_zone))
  const [edge, replay] = [await readZoneEdge(ctx), await readReplay(ctx)]
  // days that an earlier change has not come to yet are those of the zone before that
  const as_before = edge && (edge.day >= oldest_day || (replay && replay.oldest_day <= edge.day))
  await writeZoneEdge(ctx, { day: oldest_day, time_zone: as_before ? edge.time_zone : before })
  await writeReplay(ctx, { next_day: later(dayIn(before, ctx.now), dayIn(time_zone, ctx.now)), oldest_day })
}

/** The first day that can be counted again: all its hits are kept, and no other zone's day comes after it. */
export const firstCountableDay = async (ctx: Ctx, time_zone: string): Promise<string> => later(await firstKeptDay(ctx, time_zone), (await readZoneEdge(ctx))?.day ?? '')

/** Where a replay ends: with the time, later than it was to. An edge that it has not come to moves with it. */
export const endOf = async (ctx: Ctx, { oldest_day }: Replay, time_zone: string): Promise<string> => {
  const edge = await readZoneEdge(ctx)
  const end = later(oldest_day, await firstCountableDay(ctx, time_zone))
  if (!edge || oldest_day > edge.day) return end
  const moved = later(end, await firstKeptDay(ctx, edge.time_zone))
  if (moved > edge.day) await writeZoneEdge(ctx, { ...edge, day: moved })
  return moved
}
