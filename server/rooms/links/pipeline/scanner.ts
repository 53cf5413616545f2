import { houseOnLink } from '../visitor.ts'
import { createTraces } from './traces.ts'
import type { Visit, VisitorStep } from './visit.ts'

/** Different links that one browser at one address follows within `scanSpan`; a person does not, what opens all links of a mail does. */
export const linksOfScan = 5
export const scanSpan = 3_000
/** How long a HEAD request is remembered: what asks where a link leads and then goes there looks after somebody's safety. */
export const checkSpan = 10_000

/** A click of a moment ago, that turned out to be a program's. */
export interface Amendment { visitor: string; at: number }

interface Step extends Amendment { link_id: string }

/** What one process remembers of the last seconds, to tell scanners that name a browser and ask like one. */
export interface Scanners {
  noteHead(house: string, at: number): void
  /** `house` is made only where somebody asked by HEAD lately. */
  askedFirst(house: () => string, at: number): boolean
  /** Whether this click is one of a scan; `amend` is told of those before it. */
  isScan(caller: string, click: Step, amend: (amendment: Amendment) => void): boolean
}

export const createScanners = (): Scanners => {
  const heads = createTraces<number>(checkSpan)
  const walks = createTraces<Step[]>(scanSpan)
  return {
    noteHead(house, at) {
      heads.turn(at)
      heads.set(house, at)
    },
    askedFirst(house, at) {
      heads.turn(at)
      if (heads.isEmpty) return false
      const asked_at = heads.get(house())
      return asked_at !== undefined && Math.abs(at - asked_at) < checkSpan
    },
    isScan(caller, click, amend) {
      walks.turn(click.at)
      const steps = (walks.get(caller) ?? []).filter(({ at }) => Math.abs(click.at - at) < scanSpan)
      const links = new Set(steps.map(({ link_id }) => link_id)).add(click.link_id)
      walks.set(caller, [...steps.slice(-linksOfScan), click])
      if (links.size < linksOfScan) return false
      steps.forEach(amend)
      return true
    },
  }
}

/** One browser at one address, on one link: networks' robots and people may share the address. */
export const callerOnLink = (salt: Buffer, { link, agent, ip }: Visit): string => houseOnLink(salt, `${link.id}|${agent}`, ip)

/** The same browser at the same address asked by HEAD where this link leads, a moment before. */
export const headFirst: VisitorStep = (visit, { scanners, salt }) => (scanners.askedFirst(() => callerOnLink(salt, visit), visit.at) ? 'head_first' : null)

/** All links of a mail or a page within seconds. */
export const manyLinks: VisitorStep = (visit, { scanners, salt, amend }, visitor) =>
  (scanners.isScan(houseOnLink(salt, visit.agent, visit.ip), { link_id: visit.link.id, visitor, at: visit.at }, amend) ? 'many_links' : null)
