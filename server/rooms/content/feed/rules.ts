import type { Tribe } from '@portevoix/contract/shapes'

/** Whom a content is meant for. */
export interface Audience { visibility: string; tribes: readonly string[]; group_ids: readonly string[] }
export interface Person { tribe: Tribe | null; group_ids: readonly string[] }

/** Tribes and groups narrow each other; an internal content never reaches the customers' tribe, whatever its audience says. */
export const isMeantFor = (audience: Audience, { tribe, group_ids }: Person): boolean =>
  tribe !== null
  && (audience.visibility === 'shareable' || tribe === 'employees')
  && (audience.tribes.length === 0 || audience.tribes.includes(tribe))
  && (audience.group_ids.length === 0 || audience.group_ids.some((id) => group_ids.includes(id)))

const day_ms = 86_400_000

/** Unread contents come first while they are news; after that an unread content keeps its place among the others. */
export const unreadFirstDays = 21

/** A content falls behind by its theme's haste, but no further: it stays in sight of its day. */
export const mostBehindDays = 2

/** Days between two contents of a theme at its own pace: the programme's pace, divided by the theme's share of the mix. */
export const paceDays = (published_in_28_days: number, target_percent: number): number => {
  const a_day = Math.min(Math.max(published_in_28_days / 28, 1), 48)
  return Math.min(1 / (a_day * Math.max(target_percent, 2) / 100), mostBehindDays)
}

/**
 * Where the contents of one theme stand in the feed, in days, the latest first. The latest stands at its own time; each of those
 * before it at its own time too, or as far under the one above as the theme's pace has it, whichever is lower. What one theme
 * published in haste is thereby spread out, and the other themes' contents come in between, in the proportions of the mix; a
 * theme that keeps its pace moves nothing. Computed at publication, never while reading, so that the feed walks an index.
 */
export const ranksOfTheme = (published_at: readonly Date[], pace_days: number): number[] => {
  const ranks: number[] = []
  for (const moment of published_at) {
    const own = rankOf(moment)
    const above = ranks.at(-1)
    ranks.push(above === undefined ? own : Math.max(Math.min(own, above - pace_days), own - mostBehindDays))
  }
  return ranks
}

/** The rank of a content that nothing holds back. */
export const rankOf = (published_at: Date): number => published_at.getTime() / day_ms

/**
 * When a content counts as read, by what its page shows of it. Half of the silent reading time (238 words a minute: Brysbaert
 * 2019, J. Mem. Lang. 109; six characters a word, its space included) tells reading from looking in; never under 5 s, and 30 s
 * are enough for a text of any length, since long pages are skimmed. Whoever scrolled to the end has read it as well, unless
 * they merely flung the page: under 3 s.
 */
export const readAfterSeconds = (characters: number): number => Math.round(Math.min(Math.max((characters / 6 / 238) * 60 / 2, 5), 30))
export const endAfterSeconds = 3

/** Clocks and networks are not exact: what a browser may report beyond what we measured, in seconds. */
const toleranceSeconds = 2

export interface Reading { visible_seconds: number; scrolled_percent: number; followed: boolean }

/** What can be true of a report: nobody sees a page longer than since it was opened. */
export const credible = (reading: Reading, opened_at: Date, now: Date): Reading => {
  const elapsed = Math.max(Math.floor((now.getTime() - opened_at.getTime()) / 1000), 0) + toleranceSeconds
  return { ...reading, visible_seconds: Math.min(reading.visible_seconds, elapsed) }
}

/** A link content is read on its own site: to have followed it there is to have read it, as far as anybody may know. */
export const isRead = (reading: Reading, content: { kind: string; characters: number }): boolean =>
  reading.visible_seconds >= readAfterSeconds(content.characters)
  || (reading.scrolled_percent >= 100 && reading.visible_seconds >= endAfterSeconds)
  || (content.kind === 'link' && reading.followed && reading.visible_seconds >= 1)

/** What was typed, split into what is whole and the word that may still be growing. */
export const searchWords = (words: string): { whole: string; growing: string | null } => {
  const [, whole = '', last = ''] = /^([\s\S]*?)([\p{L}\p{N}]*)$/u.exec(words) ?? []
  const operators = /["]|(^|\s)-|\bor\b/iu.test(words)
  return operators || Array.from(last).length < 3 ? { whole: words, growing: null } : { whole, growing: last }
}

/** The calendar day of a moment somewhere, `YYYY-MM-DD`. */
export const dayIn = (moment: Date, time_zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)

/** How long it is kept that a content was shown: after that it is hardly ever shown again. */
export const viewsKeptDays = 90
export const viewsKeptSince = (now: Date): Date => new Date(now.getTime() - viewsKeptDays * day_ms)
