import type { Language } from '@portevoix/contract/shapes'

export interface ThemeShare { name: string; target_percent: number }

/**
 * The mix that a programme starts with, then refined from what is measured: mostly what is useful to readers, a little of
 * what the organisation would like to say about itself (product.md, 4).
 */
export const startingThemes = (language: Language): readonly (ThemeShare & { colour: string })[] => {
  const names = language === 'fr'
    ? ['Expertise et veille', 'Produits', 'Entreprise', 'Vie de l’entreprise']
    : ['Expertise and industry watch', 'Products', 'Corporate', 'Life in the company']
  const shares = [{ target_percent: 70, colour: '#1f6f8b' }, { target_percent: 10, colour: '#b4532a' }, { target_percent: 10, colour: '#5b5ea6' }, { target_percent: 10, colour: '#3f7d4e' }]
  return shares.map((share, index) => ({ name: names[index] ?? '', ...share }))
}

export type ThemesRefusal = { field: string; code: 'programme.shares_not_100' | 'programme.theme_twice'; values: Record<string, string | number> }

const plain = (name: string) => name.trim().toLocaleLowerCase()

/** Why these themes do not make a mix; null when they do. */
export const refusalOfThemes = (themes: readonly ThemeShare[]): ThemesRefusal | null => {
  const names = themes.map(({ name }) => plain(name))
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index)
  if (twice >= 0) return { field: `themes.${twice}.name`, code: 'programme.theme_twice', values: { name: themes[twice]?.name ?? '' } }
  const total = themes.reduce((sum, { target_percent }) => sum + target_percent, 0)
  return total === 100 ? null : { field: 'themes', code: 'programme.shares_not_100', values: { total } }
}

export interface MixLine<Id> { theme_id: Id; contents: number; actual_percent: number; target_percent: number; gap_points: number }
export interface Mix<Id> {
  contents: number
  themes: readonly MixLine<Id>[]
  /** The theme that lacks most; null for a programme without targets. */
  next_theme_id: Id | null
}

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10)

/**
 * What was published against what was meant. The next theme is the one that lags furthest behind its share of what is out, and
 * never one that is above it: the advice stands over these very gaps. Where several lack as much, as with nothing published
 * yet, it is the one of the largest target.
 */
export const mixOf = <Id extends string>(targets: readonly { id: Id; target_percent: number }[], contents_by_theme: ReadonlyMap<string, number>): Mix<Id> => {
  const contents = targets.reduce((sum, { id }) => sum + (contents_by_theme.get(id) ?? 0), 0)
  const themes = targets.map(({ id, target_percent }) => {
    const count = contents_by_theme.get(id) ?? 0
    const actual_percent = percent(count, contents)
    return { theme_id: id, contents: count, actual_percent, target_percent, gap_points: contents === 0 ? 0 : Math.round((actual_percent - target_percent) * 10) / 10 }
  })
  const owed = themes.filter(({ target_percent }) => target_percent > 0)
    .map(({ theme_id, target_percent, contents: count }) => ({ id: theme_id, target_percent, missing: target_percent * contents - count * 100 }))
    .sort((one, other) => other.missing - one.missing || other.target_percent - one.target_percent)
  return { contents, themes, next_theme_id: owed[0]?.id ?? null }
}

/** Whether the charter in force waits for a member's agreement. */
export const isCharterToAccept = (current_version: number, accepted_version: number | null): boolean => accepted_version === null || accepted_version < current_version

/** A hashtag as it is kept: without its `#`. */
export const bareHashtag = (hashtag: string | null): string | null => hashtag === null ? null : hashtag.trim().replace(/^#/, '')

/** What leaving erases and what stays as totals in which nobody can be recognised; the screen words it before and after. */
export const departure = {
  erased: ['membership', 'acceptances', 'reads', 'marks', 'captions', 'identity_on_links', 'ranking'],
  kept: ['totals', 'links', 'departures'],
} as const
