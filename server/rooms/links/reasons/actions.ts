import type { DryRun, LinkReasons } from '@portevoix/contract/links'
import type { Ctx, Kit } from '#kit/context'
import { within } from '#kit/within'
import { audit } from '#room/organisations'
import { countReasons, organisationsToReplay, readCountedReasons, readReplay, setCounted, writeReplay } from '../queries/reasons.ts'
import { lockRollups } from '../queries/rollups.ts'
import { recount, type TimeZoneOf } from '../rollups.ts'
import { addDays, dayIn, dropReasonNames, dropReasons, hitsKeptDays, hitsKeptSince, type DropReason } from '../rules.ts'
import { daysShown, isFixed } from './rules.ts'

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000)

/** Every reason for which visits are left out, how many were of late, and whether they count all the same. */
export const shownReasons = async (ctx: Ctx): Promise<LinkReasons> => {
  const counted = await readCountedReasons(ctx)
  const hits = new Map((await countReasons(ctx, daysBefore(ctx.now, daysShown))).map((row) => [row.reason, row.hits]))
  return {
    days: daysShown, replay: await readReplay(ctx),
    items: dropReasonNames.map((reason) => ({ reason, counts: counted.includes(dropReasons[reason]), fixed: isFixed(reason), hits: hits.get(dropReasons[reason]) ?? 0 })),
  }
}

/** What the figures of all days whose hits are kept would come to if visits left out for a reason counted, or counted no more. */
export const dryRun = async (ctx: Ctx, reason: DropReason): Promise<DryRun> => {
  const counted = await readCountedReasons(ctx)
  const rows = await countReasons(ctx, hitsKeptSince(ctx.now))
  const code = dropReasons[reason]
  const clicks = rows.filter((row) => row.reason === null || counted.includes(row.reason)).reduce((sum, { hits }) => sum + hits, 0)
  const { hits = 0, links = 0 } = rows.find((row) => row.reason === code) ?? {}
  return { days: hitsKeptDays, clicks, clicks_after: counted.includes(code) ? clicks - hits : clicks + hits, links }
}

/** Counts the visits that are left out for a reason, or leaves them out again: from now on, and, day by day, as far back as the ledger goes. */
export const switchReason = async (ctx: Ctx, timeZoneOf: TimeZoneOf, reason: DropReason, counts: boolean): Promise<void> => {
  await lockRollups(ctx)
  if (!(await setCounted(ctx, dropReasons[reason], counts))) return
  const time_zone = await timeZoneOf(ctx)
  await writeReplay(ctx, { next_day: dayIn(time_zone, ctx.now), oldest_day: addDays(dayIn(time_zone, hitsKeptSince(ctx.now)), 1) })
  await audit(ctx, counts ? 'link_reason.counted' : 'link_reason.left_out', ctx.organisation_id, { reason })
}

/** Days counted again by one transaction. */
const stride = 7

/** Counts some days again; whether others wait. The place that it has come to is written down with what it counted: killed, it goes on from there. */
const replaySome = async (ctx: Ctx, timeZoneOf: TimeZoneOf): Promise<boolean> => {
  await lockRollups(ctx)
  const replay = await readReplay(ctx)
  if (replay === null) return false
  const { next_day, oldest_day } = replay
  const from = addDays(next_day, 1 - stride) > oldest_day ? addDays(next_day, 1 - stride) : oldest_day
  if (from <= next_day) await recount(ctx, await timeZoneOf(ctx), from, next_day)
  await writeReplay(ctx, from > oldest_day ? { next_day: addDays(from, -1), oldest_day } : null)
  return from > oldest_day
}

export const replayAll = async (kit: Kit, timeZoneOf: TimeZoneOf): Promise<void> => {
  for (const organisation_id of await organisationsToReplay(kit)) while (await within(kit, organisation_id, (ctx) => replaySome(ctx, timeZoneOf)));
}
