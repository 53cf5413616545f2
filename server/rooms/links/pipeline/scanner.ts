import { fingerprint } from '../fingerprint.ts'
import { houseWith } from '../visitor.ts'
import { createRecent } from './recent.ts'
import { createSteps, type Step } from './steps.ts'
import { createTraces } from './traces.ts'
import type { Visit, VisitorStep } from './visit.ts'

/**
 * Different links that one browser at one address follows within `scanSpan`; more are a scan of a mail or a page. The line lies at about
 * three links a second. What checks a mail asks for its links together, or as fast as they are answered. One person takes a second to
 * come back to the mail. Colleagues whose managed browsers have one name and leave by one address come by themselves: all who come a
 * second apart count, and where twelve a minute come as chance has it, four more within the span of one are fewer than one in 7,000.
 * A scan that takes its time (a link every half second) passes for people; nothing that is known of it tells it from an office.
 */
export const linksOfScan = 5
/**
 * Hits are held as long before they are delivered (`redirect/ledger.ts`), so that a scan's first clicks can be taken back: no later
 * click may tell what an earlier one was once that is in the ledger. Nor may it be longer: delivered every span, a hit waits up to
 * two of them and two seconds for the rollups, and is to be on the dashboard within five, on a machine that has other work too.
 */
export const scanSpan = 1_250
/** How long a HEAD request is remembered: what asks where a link leads and then goes there looks after somebody's safety. */
export const checkSpan = 10_000

/** A click of a moment ago, that turned out to be a program's. */
export interface Amendment { visitor: string; at: number }

/** What one process remembers of the last seconds, to tell scanners that name a browser and ask like one. */
export interface Scanners {
  noteHead(caller: number, at: number): void
  /** `caller` is made only where somebody asked by HEAD lately. */
  askedFirst(caller: () => number, at: number): boolean
  /** Whether this click is one of a scan; `amend` is told of those before it. */
  isScan(caller: number, click: Step, amend: (amendment: Amendment) => void): boolean
}

export const createScanners = (): Scanners => {
  const heads = createTraces<number, number>(checkSpan)
  const callers = createRecent(scanSpan)
  const steps = createSteps()
  return {
    noteHead(caller, at) {
      heads.turn(at)
      heads.set(caller, at)
    },
    askedFirst(caller, at) {
      heads.turn(at)
      if (heads.isEmpty) return false
      const asked_at = heads.get(caller())
      return asked_at !== undefined && Math.abs(at - asked_at) < checkSpan
    },
    isScan(caller, click, amend) {
      const place = callers.find(caller, click.at)
      const before = callers.since(place, click.at) < scanSpan ? callers.value(place) : 0
      callers.note(place, click.at, steps.add(click, before))
      if (before === 0) return false
      const walk = steps.back(before, linksOfScan + 1).filter(({ at }) => Math.abs(click.at - at) < scanSpan)
      const links = new Set(walk.map(({ link }) => link)).add(click.link)
      if (links.size < linksOfScan) return false
      walk.forEach(amend)
      return true
    },
  }
}

export const agentPrint = (agent: string): number => fingerprint(agent)

/** One browser at one address. */
const callerOf = ({ agent, ip }: Visit): number => houseWith(agentPrint(agent), ip)

/** The same on one link: networks' robots and people may share the address. */
export const callerOnLink = (visit: Visit): number => fingerprint(visit.link.id, callerOf(visit))

/** The same browser at the same address asked by HEAD where this link leads, a moment before. */
export const headFirst: VisitorStep = (visit, { scanners }) => (scanners.askedFirst(() => callerOnLink(visit), visit.at) ? 'head_first' : null)

/** All links of a mail or a page within seconds. */
export const manyLinks: VisitorStep = (visit, { scanners, amend }, visitor) =>
  (scanners.isScan(callerOf(visit), { link: fingerprint(visit.link.id), visitor, at: visit.at }, amend) ? 'many_links' : null)
