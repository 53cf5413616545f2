import type { Ctx, Kit } from '#kit/context'
import { throughDeadlocks } from '#kit/deadlock'
import { within } from '#kit/within'
import { audit } from '#room/organisations'
import { eachWithHits } from '../each.ts'
import { originKey, seedsOf } from '../origin.ts'
import { daysWithClicks, eachOrigins, leaveOut, type CorrectedDay, type OriginCount } from '../queries/corrections.ts'
import { lockRollups } from '../queries/rollups.ts'
import { recount, refresh, type TimeZoneOf } from '../rollups.ts'
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

/** Of one organisation, or one of its days; `given`: the reasons that were. */
type Tally = Pick<Corrected, 'hits' | 'looked_at' | 'unknown' | 'by_chance'> & { links: Set<number>; given: Set<LaterReason> }
const nothing = (): Tally => ({ hits: 0, looked_at: 0, unknown: 0, by_chance: 0, links: new Set(), given: new Set() })

const reasons: readonly LaterReason[] = ['network_listed_later', 'agent_listed_later']

/** Looks through the clicks of a day, and unless it is only asked what would come of it, leaves those out that were asked for. Gives the organisation's days that changed. */
const leaveOutOfDay = async (ctx: Ctx, correction: Correction, time_zone: string, day: CorrectedDay, tally: Tally): Promise<Set<string>> => {
  const changed = new Set<string>()
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
      tally.given.add(reason)
    }
  })
  return changed
}

/** One UTC day, one transaction: the ledger and the figures of the days that it touches change together, or not at all. `told`: the reasons that the audit log has by now. */
const correctDay = (kit: Kit, organisation_id: string, timeZoneOf: TimeZoneOf, correction: Correction, day: string, told: ReadonlySet<LaterReason>): Promise<Tally> => throughDeadlocks(() => within(kit, organisation_id, async (ctx) => {
  if (!correction.dry_run) await lockRollups(ctx)
  const tally = nothing()
  const time_zone = await timeZoneOf(ctx)
  const { day: first_day, begins_in } = await countedDay(ctx, time_zone, await firstCountableDay(ctx, time_zone))
  const changed = await leaveOutOfDay(ctx, correction, time_zone, { day, first_day, begins_in }, tally)
  if (correction.dry_run) return tally
  for (const local of [...changed].sort()) await recount(ctx, time_zone, local)
  // once a reason, with the first day that changes: a log of every day would hide all else
  for (const reason of tally.given.difference(told)) await audit(ctx, 'link_hits.left_out', organisation_id, { reason, days: [day, correction.to] })
  return tally
}))

/**
 * Leaves out of earlier days what came from networks or by programs that are known only now, organisation by organisation, day by day, and
 * counts those days again. A hit that was left out already keeps its reason, so that it may be done twice, or killed and done again. Between two
 * days, hits that came meanwhile are added: nobody's clicks of today wait for the end. One organisation that fails stands in nobody's way, and
 * the end is an error.
 */
export const correct = async (kit: Kit, organisation_ids: readonly string[], timeZoneOf: TimeZoneOf, correction: Correction): Promise<Corrected> => {
  const done: Corrected = { hits: 0, links: 0, organisations: 0, days: [], looked_at: 0, unknown: 0, by_chance: 0 }
  const days = new Set<string>()
  await eachWithHits(kit, 'days not corrected', organisation_ids, async (organisation_id) => {
    const all = nothing()
    for (const day of await within(kit, organisation_id, (ctx) => daysWithClicks(ctx, correction))) {
      const tally = await correctDay(kit, organisation_id, timeZoneOf, correction, day, all.given)
      for (const name of ['hits', 'looked_at', 'unknown', 'by_chance'] as const) all[name] += tally[name]
      for (const link of tally.links) all.links.add(link)
      for (const reason of tally.given) all.given.add(reason)
      if (tally.hits > 0) days.add(day)
      if (!correction.dry_run) await refresh(kit, organisation_id, timeZoneOf)
    }
    for (const name of ['hits', 'looked_at', 'unknown', 'by_chance'] as const) done[name] += all[name]
    done.links += all.links.size
    done.organisations += all.hits > 0 ? 1 : 0
  })
  return { ...done, days: [...days].sort() }
}
