import { blocksOf, type Blocks } from '../blocks.ts'
import { networkIn, networkMark, programIn, programMark, type DaySeed } from '../origin.ts'
import { agentLimit } from '../pipeline/agent.ts'
import { programNumber } from '../pipeline/program.ts'
import type { DropReason } from '../rules.ts'

/** What is to be left out of earlier days, by the numbers that origins are made of. */
export interface Asked { blocks: readonly Blocks[]; programs: readonly number[] }

/** Of 65,535 marks a link and day, so many at most are looked for at a time: of what came from elsewhere, one in 256 has one of them. */
export const mostBlocks = 256
const marks = 65_535

export type NetworkTrouble = 'malformed' | 'narrow'

/** A network as an operator writes it: a single customer's (/24, for IPv6 /48) or larger. What is smaller cannot be told from its neighbours. */
export const readNetwork = (text: string): Blocks | NetworkTrouble => {
  const blocks = blocksOf(text)
  if (blocks === null) return 'malformed'
  return blocks.count < 1 ? 'narrow' : blocks
}

/** The same networks, each once: what lies within another, or is named twice, is looked for and counted once. */
export const united = (blocks: readonly Blocks[]): Blocks[] => {
  const all: Blocks[] = []
  for (const { first, count } of blocks.toSorted((one, other) => one.first - other.first)) {
    const last = all.at(-1)
    if (last === undefined || first > last.first + last.count) all.push({ first, count })
    else last.count = Math.max(last.count, first + count - last.first)
  }
  return all
}

/** The networks asked for are too many at once, or too large. */
export const isTooMuch = (blocks: readonly Blocks[]): boolean => blocks.reduce((sum, { count }) => sum + count, 0) > mostBlocks

/** The program that an agent names; null where it names a browser, as most people's do. */
export const readProgram = (agent: string): number | null => programNumber(agent.slice(0, agentLimit)) || null

/** How many of those that came from elsewhere have such an origin by chance. */
export const byChance = ({ blocks, programs }: Asked, origin: number): number =>
  (blocks.reduce((sum, { count }) => sum + count, 0) + (programIn(origin) === 0 ? 0 : programs.length)) / marks

export type LaterReason = Extract<DropReason, 'network_listed_later' | 'agent_listed_later'>

/** Says why hits of a link with this origin, of the day of the seed, are left out; null: they are not asked for. Hits come link by link. */
export const judgeOf = ({ blocks, programs }: Asked, seed: DaySeed): ((link: number, origin: number) => LaterReason | null) => {
  let of = -1
  const networks = new Set<number>()
  const named = new Set<number>()
  const turnTo = (link: number) => {
    of = link
    networks.clear()
    named.clear()
    for (const { first, count } of blocks) for (let network = first; network < first + count; network++) networks.add(networkMark(seed, link, network))
    for (const program of programs) named.add(programMark(seed, link, program))
  }
  return (link, origin) => {
    if (link !== of) turnTo(link)
    if (networks.has(networkIn(origin))) return 'network_listed_later'
    return named.has(programIn(origin)) ? 'agent_listed_later' : null
  }
}
