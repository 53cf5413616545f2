import type { Kit } from '#kit/context'
import type { Job } from '#kit/jobs'
import { within } from '#kit/within'
import { dayKeys } from './day-keys.ts'
import { checkDomain } from './domains/actions.ts'
import { keepLedgerDays } from './kept.ts'
import { readDueDomains } from './queries/domains.ts'
import { destroyOver, runBy } from './queries/salts.ts'
import { replayAll } from './reasons/actions.ts'
import { countVisitorsOfAll, refreshAll, type TimeZoneOf } from './rollups.ts'
import { utcDay } from './rules.ts'

/** Looks up the records of domains whose turn it is; one that was removed meanwhile, or that fails otherwise, is no reason to leave out the next. */
const checkDomains = async (kit: Kit): Promise<void> => {
  for (const { organisation_id, id } of await readDueDomains(kit)) {
    await checkDomain(kit, (work) => within(kit, organisation_id, work), id)
      .catch((error: unknown) => { kit.log.warn({ domain: id, error: error instanceof Error ? error.message : String(error) }, 'domain not checked') })
  }
}

const destroySalts = async (kit: Kit): Promise<void> => {
  await destroyOver(runBy(kit.db), dayKeys(kit), utcDay(kit.clock().getTime()), ['salts'])
}

/** The room's jobs; organisations' time zones come from the room that knows them. */
export const jobs = (timeZoneOf: TimeZoneOf): readonly Job[] => [
  { name: 'links.refresh-rollups', every_seconds: 1, run: (kit) => refreshAll(kit, timeZoneOf) },
  { name: 'links.count-visitors', every_seconds: 60, run: (kit) => countVisitorsOfAll(kit, timeZoneOf) },
  { name: 'links.replay', every_seconds: 5, run: (kit) => replayAll(kit, timeZoneOf) },
  { name: 'links.keep-days', every_seconds: 600, run: keepLedgerDays },
  { name: 'links.check-domains', every_seconds: 60, run: checkDomains },
  { name: 'links.destroy-salts', every_seconds: 600, run: destroySalts },
]
