import type { NetworkId } from '@portevoix/contract/networks/shape'
import { day_ms, momentAfter, storyAt, type Day } from './calendar.ts'
import type { Person } from './cast.ts'
import type { Dice } from './dice.ts'
import type { Planned } from './plan.ts'

/** What somebody did with a content; moments in milliseconds. */
export interface Visit {
  viewed_at: number
  opened: { at: number; visible_seconds: number; scrolled_percent: number; followed: boolean } | null
  liked_at: number | null
  saved_at: number | null
  share: { at: number; network: NetworkId; declared_at: number | null; own_words: boolean } | null
}

/** Contents are looked at within a few days of coming out, by those who were there then. */
const freshDays = 6

const isAudience = ({ visibility, audience: { tribes, groups } }: Planned, { tribe, groups: own }: Person): boolean =>
  (visibility === 'shareable' || tribe === 'employees') && (tribes.length === 0 || tribes.includes(tribe)) && (groups.length === 0 || groups.some((group) => own.includes(group)))

/** How likely this person is to look at this content: their habits, which fade, what they like, and how the programme is going. */
const inclination = (content: Planned, person: Person, since: number, progress: number): number => {
  const faded = 0.5 ** (Math.max(content.published_at - since, 0) / day_ms / person.half_life_days)
  const taste = content.visibility === 'internal' ? 1.15 : person.likes[content.theme]
  return Math.min(person.activity * (0.35 + 0.65 * faded) * taste * storyAt(progress) * content.appeal ** 0.5, 0.97)
}

const openedAt = (dice: Dice, viewed_at: number): NonNullable<Visit['opened']> => {
  const patient = dice.chance(0.84)
  return { at: viewed_at + dice.between(2_000, 40_000), visible_seconds: Math.round(patient ? dice.between(18, 160) : dice.between(1, 4)), scrolled_percent: Math.round(patient ? dice.between(40, 100) : dice.between(0, 25)), followed: dice.chance(0.5) }
}

const shareOf = (dice: Dice, content: Planned, person: Person, at: number): Visit['share'] => {
  if (content.visibility === 'internal' || !dice.chance(Math.min(person.sharing * content.appeal ** 1.2 * 1.7, 0.9))) return null
  const network = dice.weighted(person.networks, (one) => (one === person.networks[0] ? 3 : 1))
  const shared_at = at + dice.between(40_000, 400_000)
  return { at: shared_at, network, declared_at: dice.chance(0.62) ? shared_at + dice.between(15_000, 240_000) : null, own_words: dice.chance(0.35) }
}

/** What this person did with this content, or null where they did not even see it. */
export const visitOf = (dice: Dice, days: readonly Day[], content: Planned, person: Person, now: number): Visit | null => {
  const since = person.ambassador_at
  const until = Math.min(now, person.left_at ?? now, content.expires_at ?? now)
  if (since === null || since > content.published_at + freshDays * day_ms || !isAudience(content, person)) return null
  const begin = days[0]?.starts_at ?? now
  if (!dice.chance(inclination(content, person, since, Math.min(Math.max((content.published_at - begin) / (now - begin), 0), 1)))) return null
  const viewed_at = momentAfter(dice, days, Math.max(content.published_at, since), 1.1, until - 900_000)
  if (viewed_at === null) return null
  const opened = dice.chance(0.45 + 0.45 * person.activity) ? openedAt(dice, viewed_at) : null
  const done = opened && opened.visible_seconds >= 18 ? opened.at + opened.visible_seconds * 1000 : null
  return {
    viewed_at, opened,
    liked_at: done !== null && dice.chance(Math.min(0.2 * content.appeal, 0.7)) ? done + dice.between(500, 9_000) : null,
    saved_at: dice.chance(0.035) ? viewed_at + dice.between(1_000, 20_000) : null,
    share: done === null ? null : shareOf(dice, content, person, done),
  }
}

/** Days on which somebody merely looked in. */
export const lookIns = (dice: Dice, days: readonly Day[], person: Person, now: number): number[] => days.flatMap((day) => {
  const at = day.starts_at + dice.between(8, 21) * 3_600_000
  if (at < person.registered_at || at > Math.min(now, person.left_at ?? now)) return []
  return dice.chance(person.activity * 0.12 * day.liveliness) ? [at] : []
})
