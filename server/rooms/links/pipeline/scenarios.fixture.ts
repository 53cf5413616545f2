import { heldFor } from '../redirect/ledger.ts'
import type { DropReason } from '../rules.ts'
import { sharerMark } from '../visitor.ts'
import { createBurst } from './burst.ts'
import { judge } from './index.ts'
import { createScanners, type Amendment } from './scanner.ts'
import type { Visit } from './visit.ts'

export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
export const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
export const edge = `${chrome} Edg/140.0.0.0`
export const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1'

/** A request, so long after the one before it; a person's navigation unless it says otherwise. */
export interface Request extends Partial<Pick<Visit, 'ip' | 'agent' | 'method' | 'purpose' | 'accept' | 'accept_language'>> {
  after: number
  link?: string
  /** From where, and with what, the sharer uses Portevoix today. */
  own?: boolean
  /** From a network that the operator listed. */
  listed?: boolean
  /** Of a link that was ended. */
  removed?: boolean
}

/** What becomes of requests, those that were taken back included: as long as the journal holds them. */
export const verdicts = (requests: readonly Request[]): (DropReason | null)[] => {
  const amended = new Set<string>()
  let now = 1_000_000
  const amend = ({ visitor, at }: Amendment) => { if (now - at < heldFor) amended.add(`${visitor} ${at}`) }
  const [salt, burst, scanners] = [Buffer.alloc(32, 1), createBurst(), createScanners()]
  const judged = requests.map(({ after, link = 'a', own = false, listed = false, removed = false, ...rest }) => {
    now += after
    const visit: Visit = {
      method: 'GET', purpose: undefined, accept: 'text/html', accept_language: 'fr', agent: firefox, ip: '203.0.113.9',
      at: now, link: { id: link, organisation_id: 'o', sharer_id: own ? 'sharer' : null, removed }, ...rest,
    }
    const marksOf = (member_id: string) => new Set([sharerMark(salt, member_id, visit)])
    return { ...judge(visit, { salt, burst, scanners, amend, isListed: () => listed, marksOf }), at: now }
  })
  return judged.map(({ reason, visitor, at }) => (reason === null && amended.has(`${visitor} ${at}`) ? 'many_links' : reason))
}

/** As many links in a row. */
export const links = (count: number, after: number, more: (index: number) => Partial<Request> = () => ({})): Request[] =>
  Array.from({ length: count }, (_, index) => ({ after, link: `link ${index}`, ...more(index) }))

/** Numbers from 0 to 1 that look like chance and are the same in every run. */
export const dice = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** So many people who come by themselves, each when it suits them, within so many milliseconds. */
export const comers = (count: number, within: number, more: (index: number, chance: () => number) => Partial<Request>): Request[] => {
  const chance = dice(4_711)
  const moments = Array.from({ length: count }, () => Math.floor(chance() * within)).sort((one, other) => one - other)
  return moments.map((moment, index) => ({ after: moment - (moments[index - 1] ?? 0), ...more(index, chance) }))
}
