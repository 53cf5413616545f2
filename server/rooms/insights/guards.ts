import { guardedCount } from './rules.ts'

export type GuardedMeasure = 'reads' | 'likes' | 'shares' | 'clicks' | 'left_out'
export type Dimension = 'network' | 'theme' | 'content' | 'step'

/** How many people are behind a figure, in the part that is asked for and in the whole organisation. */
export interface Behind { measure: string; dimension: Dimension | 'all'; key: string | null; now: boolean; part: number; whole: number }

/** Lets figures of a part through, or holds them back: null. Those of the whole organisation all pass. */
export interface Guard {
  /** A number of people. */
  people(part: number, whole: number): number | null
  /** What people did over the period, or over the one before. */
  total(measure: GuardedMeasure, figure: number, when?: 'now' | 'before'): number | null
  /** What they did by network, theme, content or step; steps by their place from 0. */
  cell(measure: GuardedMeasure, dimension: Dimension, key: string | number | null, figure: number, when?: 'now' | 'before'): number | null
}

export const open: Guard = { people: (part) => part, total: (_, figure) => figure, cell: (_measure, _dimension, _key, figure) => figure }

/** Those that may be shown of figures that add up to a total which is shown: where one alone would be hidden, the total would tell it, so that the next smallest goes too. */
export const shownTogether = <Cell extends { part: number; whole: number }>(cells: readonly Cell[]): Set<Cell> => {
  const shown = new Set(cells.filter(({ part, whole }) => guardedCount(part, whole) !== null))
  if (cells.filter((cell) => cell.part > 0 && !shown.has(cell)).length !== 1) return shown
  const [smallest] = [...shown].sort((one, other) => one.part - other.part)
  if (smallest) shown.delete(smallest)
  return shown
}

/**
 * As many contents by each measure are looked at: enough to fill the rankings with those that may be shown. Three rankings of ten show at
 * most half of them, so that a content that is not looked at is never alone in what a total has more than what is shown.
 */
const looked = 60

/** The contents that may come to be ranked, and those without which a figure that is held back could be told from its total. */
export const contentsToGuard = (contents: ReadonlyMap<string, Record<'reads' | 'likes' | 'shares' | 'clicks', number>>): string[] =>
  [...new Set((['reads', 'likes', 'shares', 'clicks'] as const).flatMap((measure) =>
    [...contents].filter(([, content]) => content[measure] > 0).sort(([, one], [, other]) => other[measure] - one[measure]).slice(0, looked).map(([id]) => id)))]

const placeOf = (measure: string, dimension: string, key: string | number | null, when: 'now' | 'before') => `${measure} ${dimension} ${key ?? ''} ${when}`

/** Holds back what fewer people than the threshold did, or all but fewer: over the whole period, and within it. */
export const guardFrom = (behind: readonly Behind[]): Guard => {
  const whenOf = ({ now }: Behind) => (now ? 'now' as const : 'before' as const)
  const totals = new Set(behind.filter(({ dimension, part, whole }) => dimension === 'all' && guardedCount(part, whole) !== null).map((cell) => placeOf(cell.measure, 'all', '', whenOf(cell))))
  const families = Map.groupBy(behind.filter(({ dimension }) => dimension !== 'all'), (cell) => `${cell.measure} ${cell.dimension} ${whenOf(cell)}`)
  const cells = new Set<string>()
  for (const family of families.values()) {
    for (const cell of shownTogether(family)) {
      if (totals.has(placeOf(cell.measure, 'all', '', whenOf(cell)))) cells.add(placeOf(cell.measure, cell.dimension, cell.key, whenOf(cell)))
    }
  }
  return {
    people: guardedCount,
    total: (measure, figure, when = 'now') => (totals.has(placeOf(measure, 'all', '', when)) ? figure : null),
    cell: (measure, dimension, key, figure, when = 'now') => (cells.has(placeOf(measure, dimension, key, when)) ? figure : null),
  }
}
