import type { RankingLine } from '@portevoix/contract/insights'
import type { RankingMeasure } from '@portevoix/contract/insights/choices'

/** As many as are worth reading; one's own line comes in any case. */
export const mostPlaces = 50

/**
 * Places by one measure; equal figures share a place and the next one is left out. Who has nothing to show is not listed:
 * a ranking praises, it does not count who did nothing. The own line is there to tell its reader, and nobody else.
 */
export const placesOf = (lines: readonly Omit<RankingLine, 'position'>[], measure: RankingMeasure): RankingLine[] => {
  const other = measure === 'clicks' ? 'shares' : 'clicks'
  const sorted = lines.toSorted((one, two) => two[measure] - one[measure] || two[other] - one[other] || one.name_shown.localeCompare(two.name_shown))
  return sorted.map((line) => ({ ...line, position: 1 + sorted.filter((better) => better[measure] > line[measure]).length }))
    .filter((line, place) => line.own || (line[measure] > 0 && place < mostPlaces))
}
