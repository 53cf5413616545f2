/** What screens and addresses choose among, apart from the shapes that check it: a phone that only reads needs no validator. */

/** The last so many days, today included, or days of one's own choice. */
export const periodPresets = ['7', '30', '90', '365', 'custom'] as const
export type PeriodPreset = (typeof periodPresets)[number]

/** What is shown to who asks for nothing. */
export const usualPeriod = '30' satisfies PeriodPreset

/** Contents without a theme, where a theme is asked for. */
export const noTheme = 'none'

export const rankingMeasures = ['clicks', 'shares'] as const
export type RankingMeasure = (typeof rankingMeasures)[number]
