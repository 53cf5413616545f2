import { localeOf } from '@portevoix/contract/locales'
import type { Language } from '@portevoix/contract/shapes'
import { day_ms, type Day } from './calendar.ts'
import type { Dice } from './dice.ts'
import { filled, inventions, type Invention, type PictureStyle, type ThemeKey } from './texts.ts'

export interface Planned {
  theme: ThemeKey
  language: Language
  title: string
  summary: string
  hook: string
  hashtags: readonly string[]
  visibility: 'internal' | 'shareable'
  /** Which source brought it; null for a text of the team's own. */
  source: number | null
  picture: PictureStyle | null
  published_at: number
  expires_at: number | null
  audience: { tribes: readonly ('employees' | 'customers')[]; groups: readonly number[] }
  /** How much it is looked at and passed on, around 1. */
  appeal: number
  /** How many follow its links, around 1. */
  pull: number
}

/** Where in the year contents came out that were passed on far beyond the others; the last of them is of the last month, and milder. */
const virals = [{ place: 0.13, appeal: 2.4, pull: 11 }, { place: 0.37, appeal: 2.4, pull: 11 }, { place: 0.6, appeal: 2.4, pull: 9 }, { place: 0.945, appeal: 2, pull: 4.5 }]
/** How many of an invention's sources speak its own language; they come first. */
const ownSources = 5
const hour_ms = 3_600_000
/** The desk publishes at these hours. */
const desks = [8.5, 11.75, 12.25, 16.5]

const styleOf: Readonly<Record<ThemeKey, readonly PictureStyle[]>> = {
  transition: ['waves', 'leaves'], digital: ['blocks', 'circles'], skills: ['rings', 'arches'], products: ['arches', 'blocks'], corporate: ['circles', 'waves'], life: ['leaves', 'circles'],
}

type Piece = Pick<Planned, 'theme' | 'language' | 'title' | 'summary' | 'hook' | 'visibility'> & {
  /** Told by the organisation itself: never to be credited to a source. */
  own: boolean
  day: Day
}

/** Whether sources bring what is said of a theme. */
const isWatched = (theme: ThemeKey): boolean => theme === 'transition' || theme === 'digital' || theme === 'skills'

/** An outside article in the other language is an exception, one in this many. */
const elsewhereOneIn = 7

/** The articles, spread over the year: the organisation's language, and here and there what a source said in the other. */
const articles = (dice: Dice, days: readonly Day[], language: Language): Piece[] =>
  (['fr', 'en'] as const).flatMap((spoken) => dice.shuffled(inventions[spoken].articles)
    .filter(({ theme }, index) => spoken === language || (isWatched(theme) && index % elsewhereOneIn === 0))
    .map((article): Piece => ({ ...article, language: spoken, visibility: 'shareable', own: !isWatched(article.theme), day: workingDay(dice, days) })))

const workingDay = (dice: Dice, days: readonly Day[]): Day => dice.weighted(days.slice(1, -1), ({ weekday, liveliness }) => (weekday > 5 ? 0.02 : liveliness))

/** What comes back at its own rhythm: picks, figures, portraits, customers' stories, pictures of the month. */
const series = (dice: Dice, days: readonly Day[], language: Language, names: readonly string[], organisation: string): Piece[] => {
  const invention = inventions[language]
  const locale = localeOf[language]
  return invention.series.flatMap(({ every_days, theme, title, summary, hook }, row): Piece[] =>
    Array.from({ length: Math.floor((days.length - 10) / every_days) }, (_, turn) => {
      const day = days.slice(0, days.length - 1 - row - turn * every_days).findLast(({ weekday }) => weekday < 6) ?? workingDay(dice, days)
      const date = new Date(day.starts_at + 12 * hour_ms)
      const values = {
        organisation, name: names[(turn * 7 + row) % names.length] ?? '', trade: invention.trades[turn % invention.trades.length] ?? '', customer: invention.customers[turn % invention.customers.length] ?? '',
        date: date.toLocaleDateString(locale, { day: 'numeric', month: 'long' }), month: date.toLocaleDateString(locale, { month: 'long' }),
      }
      return { theme, language, visibility: 'shareable', own: true, title: filled(title, values), summary: filled(summary, values), hook: filled(hook, values), day }
    }))
}

const internals = (dice: Dice, days: readonly Day[], invention: Invention, language: Language): Piece[] =>
  [...invention.internal, ...dice.shuffled(invention.internal), ...dice.shuffled(invention.internal)].map(({ title, summary }, turn): Piece =>
    ({ theme: turn % 3 ? 'life' : 'corporate', language, title, summary, hook: '', visibility: 'internal', own: true, day: workingDay(dice, days.slice((turn % 12) * 30, (turn % 12) * 30 + 30)) }))

const audienceOf = (dice: Dice, { theme, visibility }: Piece): Planned['audience'] => {
  if (visibility === 'internal') return { tribes: ['employees'], groups: dice.chance(0.25) ? [dice.below(9)] : [] }
  if (theme === 'products' && dice.chance(0.3)) return { tribes: ['customers'], groups: [] }
  return { tribes: [], groups: dice.chance(0.04) ? [dice.below(9), 9 + dice.below(3)] : [] }
}

/** A source that speaks the article's language: the first of an invention speak its own. */
const sourceIn = (dice: Dice, spoken: Language, language: Language): number => {
  const all = inventions[language].sources.length
  return spoken === language ? dice.below(ownSources) : ownSources + dice.below(all - ownSources)
}

/** A year of contents, the oldest first. `names`: whom portraits are of. */
export const planOf = (dice: Dice, days: readonly Day[], language: Language, names: readonly string[], organisation: string, now: number): Planned[] => {
  const pieces = [...articles(dice, days, language), ...series(dice, days, language, names, organisation), ...internals(dice, days, inventions[language], language)]
  const planned = pieces.map((piece): Planned => {
    const { day, own, ...words } = piece
    const published_at = day.starts_at + (dice.one(desks) + dice.between(0, 0.4)) * hour_ms
    const { hashtags = [] } = inventions[piece.language].themes.find(({ key }) => key === piece.theme) ?? {}
    return {
      ...words, published_at, hashtags, title: filled(piece.title, { organisation }), audience: audienceOf(dice, piece),
      source: own ? null : sourceIn(dice, piece.language, language),
      picture: dice.chance(piece.visibility === 'internal' ? 0.6 : 0.94) ? dice.one(styleOf[piece.theme]) : null,
      expires_at: dice.chance(0.1) ? published_at + dice.between(30, 90) * day_ms : null,
      appeal: dice.spread(0.45), pull: dice.spread(0.6),
    }
  }).filter(({ published_at }) => published_at < now - 1_200_000).sort((one, other) => one.published_at - other.published_at)
  const able = planned.filter(({ visibility, source, audience }) => visibility === 'shareable' && source !== null && audience.tribes.length === 0 && audience.groups.length === 0)
  const begin = days[0]?.starts_at ?? now
  for (const { place, appeal, pull } of virals) {
    const content = able.find(({ published_at }) => published_at >= begin + place * (now - begin))
    if (content) Object.assign(content, { appeal, pull: dice.between(pull * 0.6, pull), expires_at: null })
  }
  return planned
}

/** A moment within the desk's days to come, the first of them after the others. */
export const comingHour = (dice: Dice, now: number, turn: number): number => now + (turn * 1.4 + dice.between(0.6, 1.2)) * day_ms

