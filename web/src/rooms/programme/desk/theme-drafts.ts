export interface ThemeDraft { key: string; id?: string; name: string; colour: string; target_percent: number }

export const totalOf = (themes: readonly ThemeDraft[]): number => themes.reduce((sum, { target_percent }) => sum + target_percent, 0)

/** The same proportions, in whole percents that come to 100: what is left over goes to the largest remainders. */
export const spread = (themes: readonly ThemeDraft[]): ThemeDraft[] => {
  const total = totalOf(themes)
  const exact = themes.map(({ target_percent }) => (total === 0 ? 100 / themes.length : (target_percent / total) * 100))
  const missing = 100 - exact.reduce((sum, share) => sum + Math.floor(share), 0)
  const luckiest = exact.map((share, index) => ({ index, rest: share - Math.floor(share) })).toSorted((one, other) => other.rest - one.rest).slice(0, missing).map(({ index }) => index)
  return themes.map((theme, index) => ({ ...theme, target_percent: Math.floor(exact[index] ?? 0) + (luckiest.includes(index) ? 1 : 0) }))
}

/** A theme one place up or down. */
export const moved = (themes: readonly ThemeDraft[], index: number, by: -1 | 1): ThemeDraft[] => {
  const theme = themes[index]
  return theme && index + by >= 0 && index + by < themes.length ? themes.toSpliced(index, 1).toSpliced(index + by, 0, theme) : [...themes]
}
