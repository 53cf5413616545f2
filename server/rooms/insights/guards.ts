import { networkIds } from '@portevoix/contract/networks/shape'
import { guardedCount } from './rules.ts'

export type GuardedMeasure = 'reads' | 'likes' | 'shares' | 'clicks' | 'left_out'
export type Dimension = 'network' | 'theme' | 'content' | 'step'
export type When = 'now' | 'before'

/** How many people are behind a figure, in the part that is asked for and in the whole organisation. `theme_id`: a content's. */
export interface Behind { measure: string; dimension: Dimension | 'all'; key: string | null; theme_id?: string | null; now: boolean; part: number; whole: number }

/** Lets figures through, or holds back those that could point at somebody: null. */
export interface Guard {
  /** A number of people who did something; those who came to Portevoix are `connected`. */
  people(measure: GuardedMeasure | 'connected', part: number, whole: number, when?: When): number | null
  /** What people did over the period, or over the one before. */
  total(measure: GuardedMeasure, figure: number, when?: When): number | null
  /** What they did by network, theme, content or step; steps by their place from 0. */
  cell(measure: GuardedMeasure, dimension: Dimension, key: string | number | null, figure: number, when?: When): number | null
}

export const open: Guard = { people: (_, part) => part, total: (_, figure) => figure, cell: (_measure, _dimension, _key, figure) => figure }

/** Posters and the like are on no network that anybody shares on: nobody is behind what comes by them. */
export const isNobodys = (network: string | number | null): boolean => !networkIds.some((one) => one === network)

/** The guard of what is asked for of such a network alone: what was shared and followed there is told as it is. */
export const openOnNobodys = (guard: Guard): Guard => {
  const isTold = (measure: string) => measure === 'shares' || measure === 'clicks' || measure === 'left_out'
  return {
    ...guard,
    people: (measure, part, whole, when) => (isTold(measure) ? part : guard.people(measure, part, whole, when)),
    total: (measure, figure, when) => (isTold(measure) ? figure : guard.total(measure, figure, when)),
    cell: (measure, dimension, key, figure, when) => (isTold(measure) ? figure : guard.cell(measure, dimension, key, figure, when)),
  }
}

/**
 * Those that may be shown of figures that add up to a total which is shown. What the others leave of the total is told with it: where
 * anybody is behind that, the smallest that could be shown is held back as well, so that enough people are.
 */
export const shownTogether = <Cell extends { part: number; whole: number; key?: string | null }>(cells: readonly Cell[]): Set<Cell> => {
  const shown = new Set(cells.filter(({ part, whole }) => guardedCount(part, whole) !== null))
  if (cells.every((cell) => cell.part === 0 || shown.has(cell))) return shown
  // of two that are as small it is always the same one that goes: one and then the other would tell both
  const [smallest] = [...shown].sort((one, other) => one.part - other.part || (one.key ?? '').localeCompare(other.key ?? ''))
  if (smallest) shown.delete(smallest)
  return shown
}

/**
 * As many contents by each measure are looked at: enough to fill the rankings with those that may be shown. Three rankings of ten show at
 * most half of them, so that a content that is not looked at is never alone in what a total has more than what is shown.
 */
export const looked = 60

/** The contents that may come to be ranked, and those without which a figure that is held back could be told from its total. */
export const contentsToGuard = (contents: ReadonlyMap<string, Record<'reads' | 'likes' | 'shares' | 'clicks', number>>, first = looked): string[] => {
  const all = [...contents]
  return [...new Set((['reads', 'likes', 'shares', 'clicks'] as const).flatMap((measure) => {
    // numbers sort many times sooner than contents: first what the last of them came to, then those that came to as much
    const least = Math.max(1, Float64Array.from(all, ([, content]) => content[measure]).sort().at(-first) ?? 0)
    return all.filter(([, content]) => content[measure] >= least).sort(([one, { [measure]: its }], [other, { [measure]: others }]) => others - its || (one < other ? -1 : 1)).slice(0, first).map(([id]) => id)
  }))]
}

/** A filter by theme or network that is on, and who is behind the figures that it picks one from: those without this filter. */
export interface Picked { dimension: 'theme' | 'network'; key: string | null; behind: readonly Behind[] }

const placeOf = (measure: string, dimension: string, key: string | number | null, when: When) => `${measure} ${dimension} ${key ?? ''} ${when}`
const whenOf = ({ now }: Behind): When => (now ? 'now' : 'before')
/** Figures that add up: by measure and dimension; contents to their theme's. */
const familiesOf = (behind: readonly Behind[]) => Map.groupBy(behind.filter(({ dimension }) => dimension !== 'all'), (cell) => `${cell.measure} ${cell.dimension} ${cell.theme_id ?? ''} ${whenOf(cell)}`).values()

/** The totals that a filter may not pick: the others of their family, and its total, would tell what is held back there. */
const unpicked = ({ dimension, key, behind }: Picked): string[] => {
  const shown = new Set([...familiesOf(behind)].flatMap((family) => [...shownTogether(family)]).filter((cell) => cell.dimension === dimension && cell.key === key).map((cell) => `${cell.measure} ${whenOf(cell)}`))
  const measures = dimension === 'theme' ? ['reads', 'likes', 'shares', 'clicks', 'left_out'] : ['shares', 'clicks', 'left_out']
  return measures.flatMap((measure) => [`${measure} now`, `${measure} before`]).filter((total) => !shown.has(total))
}

/** Holds back what fewer people than the threshold did, or all but fewer: over the whole period, and within it. */
export const guardFrom = (behind: readonly Behind[], picked: readonly Picked[] = []): Guard => {
  const held = new Set(picked.flatMap(unpicked))
  const known = new Set(behind.filter(({ dimension, part, whole }) => dimension === 'all' && guardedCount(part, whole) !== null).map((cell) => `${cell.measure} ${whenOf(cell)}`))
  const passes = (measure: string, when: When) => known.has(`${measure} ${when}`) && !held.has(`${measure} ${when}`)
  const cells = new Set<string>()
  const show = (family: readonly Behind[], may: (cell: Behind) => boolean) => {
    for (const cell of shownTogether(family)) if (may(cell)) cells.add(placeOf(cell.measure, cell.dimension, cell.key, whenOf(cell)))
  }
  const isContent = ({ dimension }: Behind) => dimension === 'content'
  for (const family of familiesOf(behind.filter((cell) => !isContent(cell)))) show(family, (cell) => passes(cell.measure, whenOf(cell)))
  // the only content of a theme would tell what the theme's line holds back
  for (const family of familiesOf(behind.filter(isContent))) show(family, (cell) => cells.has(placeOf(cell.measure, 'theme', cell.theme_id ?? null, whenOf(cell))))
  const shown = (figure: number, may: boolean) => (may ? figure : null)
  return {
    people: (measure, part, whole, when = 'now') => (held.has(`${measure} ${when}`) ? null : guardedCount(part, whole)),
    total: (measure, figure, when = 'now') => shown(figure, passes(measure, when)),
    cell: (measure, dimension, key, figure, when = 'now') => shown(figure, cells.has(placeOf(measure, dimension, key, when)) || (dimension === 'network' && isNobodys(key))),
  }
}
