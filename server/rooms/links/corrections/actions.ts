import type { Ctx, Kit } from '#kit/context'
import { within } from '#kit/within'
import { audit } from '#room/organisations'
import { originKey, seedsOf } from '../origin.ts'
import { daysWithClicks, eachOrigins, leaveOut, type CorrectedDay, type OriginCount } from '../queries/corrections.ts'
import { lockRollups } from '../queries/rollups.ts'
import { recount, type TimeZoneOf } from '../rollups.ts'
import { dropReasons } from '../rules.ts'
import { countedDay, firstCountableDay, later } from '../zones.ts'
import { byChance, judgeOf, type Asked, type LaterReason } from './asked.ts'

export interface Correction extends Asked {
  /** UTC days, both included. */
  from: string
  to: string
  /** Tells what would be done, and does nothing. */
  dry_run: boolean
}

/** What a correction came to, over all organisations; nothing of it is about one person. */
export interface Corrected {
  /** Clicks that are left out from now on, of so many links of so many organisations, on these UTC days. */
  hits: number
  links: number
  organisations: number
  days: string[]
  /** Clicks that were looked at, and those among them that keep no origin, of which nothing can be told. */
  looked_at: number
  unknown: number
  /** How many of those looked at are likely to be left out although they came from elsewhere. */
  by_chance: number
}

/** Of one organisation; `told`: the reasons that its audit log has by now. */
type Tally = Pick<Corrected, 'hits' | 'looked_at' | 'unknown' | 'by_chance'> & { links: Set<number>; told: Set<LaterReason> }

const reasons: readonly LaterReason[] = ['network_listed_later', 'agent_listed_later']

/** Looks through the clicks of a day, and unless it is only asked what would come of it, leaves those out that were asked for. Gives the organisation's days that changed. */
const leaveOutOfDay = async (ctx: Ctx, correction: Correction, time_zone: string, day: CorrectedDay, tally: Tally): Promise<Set<string>> => {
  const changed = new Set<string>()
  const given = new Set<LaterReason>()
  const reasonOf = judgeOf(correction, seedsOf(originKey(ctx.kit))(day.day))
  await eachOrigins(ctx, day, async (counts) => {
    const found = new Map<LaterReason, OriginCount[]>(reasons.map((reason) => [reason, []]))
    for (const count of counts) {
      tally.looked_at += count.hits
      if (count.origin === null) tally.unknown += count.hits
      else {
        tally.by_chance += count.hits * byChance(correction, count.origin)
        const reason = reasonOf(count.link, count.origin)
        if (reason !== null) found.get(reason)?.push(count)
      }
    }
    for (const [reason, asked] of found) {
      if (asked.length === 0) continue
      const done = correction.dry_run ? asked.map(({ link, hits }) => ({ day: day.day, link, hits })) : await leaveOut(ctx, day, time_zone, dropReasons[reason], asked)
      for (const { day: local, link, hits } of done) {
        changed.add(later(local, day.first_day))
        tally.links.add(link)
        tally.hits += hits
      }
      given.add(reason)
    }
  })
  if (correction.dry_run) return changed
  // once a reason, with the first day that changes: a log of every day would hide all else
  for (const reason of given.difference(tally.told)) {
    await audit(ctx, 'link_hits.left_out', ctx.organisation_id, { reason, days: [day.day, correction.to] })
    tally.told.add(reason)
  }
  return changed
}

/** One UTC day, one transaction: the ledger and the figures of the days that it touches change together, or not at all. Gives whether anything is left out. */
const correctDay = (kit: Kit, organisation_id: string, timeZoneOf: TimeZoneOf, correction: Correction, day: string, tally: Tally): Promise<boolean> => within(kit, organisation_id, async (ctx) => {
  if (!correction.dry_run) await lockRollups(ctx)
  const time_zone = await timeZoneOf(ctx)
  const { day: first_day, begins_in } = await countedDay(ctx, time_zone, await firstCountableDay(ctx, time_zone))
  const changed = await leaveOutOfDay(ctx, correction, time_zone, { day, first_day, begins_in }, tally)
  if (!correction.dry_run) for (const local of [...changed].sort()) await recount(ctx, time_zone, local)
  return changed.size > 0
})

/**
 * Leaves out of earlier days what came from networks or by programs that are known only now, organisation by organisation, day by day, and
 * counts those days again. A hit that was left out already keeps its reason, so that it may be done twice, or killed and done again.
 */
export const correct = async (kit: Kit, organisation_ids: readonly string[], timeZoneOf: TimeZoneOf, correction: Correction): Promise<Corrected> => {
  const done: Corrected = { hits: 0, links: 0, organisations: 0, days: [], looked_at: 0, unknown: 0, by_chance: 0 }
  const days = new Set<string>()
  for (const organisation_id of organisation_ids) {
    const tally: Tally = { hits: 0, looked_at: 0, unknown: 0, by_chance: 0, links: new Set(), told: new Set() }
    for (const day of await within(kit, organisation_id, (ctx) => daysWithClicks(ctx, correction))) {
      if (await correctDay(kit, organisation_id, timeZoneOf, correction, day, tally)) days.add(day)
    }
    done.hits += tally.hits
    done.links += tally.links.size
    done.organisations += tally.hits > 0 ? 1 : 0
    done.looked_at += tally.looked_at
    done.unknown += tally.unknown
    done.by_chance += tally.by_chance
  }
  return { ...done, days: [...days].sort() }
}
