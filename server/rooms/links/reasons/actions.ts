import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { DryRun, LinkReasons } from '@portevoix/contract/links'
import type { Ctx, Kit } from '#kit/context'
import { together } from '#kit/together'
import { within } from '#kit/within'
import type { Days } from '#kit/days'
import { audit } from '#room/organisations'
import { eachWithHits } from '../each.ts'
import { hitsKeptSince } from '../kept.ts'
import { countDrops, sharersByReason } from '../queries/clicks.ts'
import { countReasons, organisationsToReplay, readCountedReasons, readLosses, readReplay, setCounted, writeReplay } from '../queries/reasons.ts'
import { lastCountedDay, lockRollups } from '../queries/rollups.ts'
import { recount, refresh, type TimeZoneOf } from '../rollups.ts'
import { addDays, dayIn, daysBefore, dropReasonNames, dropReasonOf, dropReasons, type DropReason } from '../rules.ts'
import { endOf, firstCountableDay, later } from '../zones.ts'
import { daysShown, isFixed, toldTogether, type Dropped } from './rules.ts'

/** Whether an organisation never had enough members to hide anybody among: the room people knows, which links alone do without. */
export type IsSmall = (ctx: Ctx) => Promise<boolean>

/** Counts that enough members' links are behind, in an organisation that has anybody to hide among. */
const teller = (small: boolean) => <Count>({ sharers }: { sharers: number }, count: Count): Count | null => (small || sharers >= anonymityThreshold ? count : null)
const nothing = { hits: 0, links: 0, sharers: 0 }

/** Hits of a period that were left out, by reason: of those that may be told. The dashboard tells the same, and its total. */
export const toldReasons = async (ctx: Ctx, period: Days): Promise<Dropped[]> => toldTogether(...await together([countDrops(ctx, period), sharersByReason(ctx, period)]))

/** The reasons whose visits the organisation chose to count. */
export const reasonsThatCount = async (ctx: Ctx): Promise<DropReason[]> => (await readCountedReasons(ctx)).map(dropReasonOf)

/** Every reason for which visits are left out, how many were of late, and whether they count all the same. */
export const shownReasons = async (ctx: Ctx, isSmall: IsSmall, timeZoneOf: TimeZoneOf): Promise<LinkReasons> => {
  const today = dayIn(await timeZoneOf(ctx), ctx.now)
  const period = { from: addDays(today, 1 - daysShown), to: today }
  const [small, counted] = [await isSmall(ctx), await readCountedReasons(ctx)]
  const dropped = new Map((await (small ? countDrops(ctx, period) : toldReasons(ctx, period))).map(({ reason, hits }) => [reason, hits]))
  // those that count are clicks to the rollups: only the ledger knows what they would be else
  const counting = counted.length === 0 ? [] : (await countReasons(ctx, daysBefore(ctx.now, daysShown), counted)).by_reason
  const tell = teller(small)
  const hitsOf = (reason: DropReason): number | null => {
    if (!counted.includes(dropReasons[reason])) return dropped.get(reason) ?? (small ? 0 : null)
    const of_reason = counting.find((row) => row.reason === dropReasons[reason]) ?? nothing
    return tell(of_reason, of_reason.hits)
  }
  return {
    days: daysShown, threshold: anonymityThreshold, replay: await readReplay(ctx), lost: await readLosses(ctx.tx, period.from),
    items: dropReasonNames.map((reason) => ({ reason, counts: counted.includes(dropReasons[reason]), fixed: isFixed(reason), hits: hitsOf(reason) })),
  }
}

/** What the figures of all days whose hits are kept would come to if visits left out for a reason counted, or counted no more. */
export const dryRun = async (ctx: Ctx, isSmall: IsSmall, reason: DropReason): Promise<DryRun> => {
  const counted = await readCountedReasons(ctx)
  const since = await hitsKeptSince(ctx)
  const { by_reason, clicks } = await countReasons(ctx, since, counted)
  const small = await isSmall(ctx)
  const tell = teller(small)
  const code = dropReasons[reason]
  const of_reason = by_reason.find((row) => row.reason === code) ?? nothing
  // what would come of the others would tell what is held back
  const left_out = by_reason.flatMap(({ reason: its, ...row }) => (its === null || counted.includes(its) ? [] : [{ ...row, reason: dropReasonOf(its) }]))
  const told = toldTogether(left_out, new Map(left_out.map((row) => [row.reason, row.sharers])))
  const isHeldBack = !small && left_out.some((row) => row.reason === reason) && !told.some((row) => row.reason === reason)
  const tellOf = (count: number) => (isHeldBack ? null : tell(of_reason, count))
  const after = counted.includes(code) ? clicks.hits - of_reason.hits : clicks.hits + of_reason.hits
  return { days: Math.round((ctx.now.getTime() - since.getTime()) / 86_400_000), threshold: anonymityThreshold, clicks: tell(clicks, clicks.hits), clicks_after: tell(clicks, tellOf(after)), links: tellOf(of_reason.links) }
}

/** Counts the visits that are left out for a reason, or leaves them out again: from now on, and, day by day, as far back as the ledger goes. */
export const switchReason = async (ctx: Ctx, timeZoneOf: TimeZoneOf, reason: DropReason, counts: boolean): Promise<void> => {
  await lockRollups(ctx)
  if (!(await setCounted(ctx, dropReasons[reason], counts))) return
  const time_zone = await timeZoneOf(ctx)
  const [oldest_day, waiting] = [await firstCountableDay(ctx, time_zone), await readReplay(ctx)]
  await writeReplay(ctx, { next_day: later(dayIn(time_zone, ctx.now), waiting?.next_day ?? ''), oldest_day: waiting && waiting.oldest_day < oldest_day ? waiting.oldest_day : oldest_day })
  await audit(ctx, counts ? 'link_reason.counted' : 'link_reason.left_out', ctx.organisation_id, { reason })
}

/**
 * Counts a day again; whether others wait. The place that it has come to is written down with what it counted: killed, it goes on from
 * there. Days whose hits have gone since the replay was asked for stay as they are; those about which nothing came are passed over.
 */
const replayDay = async (ctx: Ctx, timeZoneOf: TimeZoneOf): Promise<boolean> => {
  await lockRollups(ctx)
  const replay = await readReplay(ctx)
  if (replay === null) return false
  const time_zone = await timeZoneOf(ctx)
  const oldest_day = await endOf(ctx, replay, time_zone)
  // in another time zone, hits of a day are the next one's, or the one's before
  const counted = await lastCountedDay(ctx, addDays(replay.next_day, 1))
  const after = counted === null ? null : addDays(counted, 1)
  const day = after === null || after > replay.next_day ? replay.next_day : after
  if (after !== null && day >= oldest_day) await recount(ctx, time_zone, day)
  const more = after !== null && day > oldest_day
  await writeReplay(ctx, more ? { next_day: addDays(day, -1), oldest_day } : null)
  return more
}

/** Counts again what was asked for. Between two days, hits that came meanwhile are added: nobody's clicks of today wait for the end. */
export const replayAll = async (kit: Kit, timeZoneOf: TimeZoneOf): Promise<void> =>
  eachWithHits(kit, 'days not counted again', await organisationsToReplay(kit), async (organisation_id) => {
    while (await within(kit, organisation_id, (ctx) => replayDay(ctx, timeZoneOf))) await refresh(kit, organisation_id, timeZoneOf)
  })
