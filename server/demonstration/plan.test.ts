import { describe, expect, it } from 'vitest'
import { calendarOf } from './calendar.ts'
import { castOf, memberCount } from './cast.ts'
import { dice } from './dice.ts'
import { parts } from './personas.ts'
import { planOf } from './plan.ts'
import { inventions } from './texts.ts'
import { requestsOf } from './clicks.ts'
import { visitOf } from './visits.ts'

const now = new Date('2026-11-20T15:00:00Z')
const days = calendarOf(now, 'Europe/Paris')
const imagine = (seed: number, language: 'fr' | 'en') => {
  const chance = dice(seed)
  const { people, absent } = castOf(chance, days, language, now.getTime())
  return { people, absent, plan: planOf(chance, days, language, people.slice(20, 60).map(({ name }) => name), 'Maison Essai', now.getTime()) }
}
const story = imagine(1, 'fr')

describe('what is imagined', () => {
  it('is the same from the same seed, and another from another', () => {
    expect(imagine(1, 'fr')).toEqual(story)
    expect(imagine(2, 'fr').people).not.toEqual(story.people)
  })

  it.each(['fr', 'en'] as const)('is whole in %s: no place left to fill, nothing untold', (language) => {
    const { plan } = imagine(3, language)
    expect(plan.length).toBeGreaterThan(200)
    expect(JSON.stringify(plan)).not.toMatch(/\{\w+\}|undefined/)
    const foreign = plan.filter((one) => one.language !== language)
    expect(foreign.length).toBeGreaterThan(2)
    expect(foreign.length).toBeLessThan(plan.length / 10)
    expect(new Set(plan.map(({ theme }) => theme)).size).toBe(6)
    expect(Object.keys(inventions[language].pictures)).toHaveLength(6)
  })

  it.each(['fr', 'en'] as const)('begins every sentence with a capital in %s, puts no article before the organisation’s name, and credits nothing of the house to a source', (language) => {
    const { plan } = imagine(4, language)
    const begun = plan.flatMap(({ title, summary, hook }) => [title, summary, hook]).filter((words) => words !== '' && !/^[«“\s]*[\p{Lu}\d]/u.test(words))
    expect(begun).toEqual([])
    expect(plan.filter(({ title }) => /\b(de|chez|à|la|of|at|the) Maison Essai/.test(title))).toEqual([])
    const house = /\b(nous|notre|nos|we|our|ours)\b/i
    expect(plan.filter(({ source, title, summary, hook }) => source !== null && house.test(`${title} ${summary} ${hook}`)).map(({ title }) => title)).toEqual([])
    expect(plan.filter(({ source }) => source !== null).length).toBeGreaterThan(25)
    expect(plan.filter((one) => one.source !== null && one.language !== language && one.source < 5)).toEqual([])
  })

  it('gives everybody a name and an address of their own that nobody can have', () => {
    const emails = [...story.people, ...story.absent].map(({ email }) => email)
    expect(story.people).toHaveLength(memberCount)
    expect(new Set(emails).size).toBe(emails.length)
    expect(emails.every((email) => /^[a-z.]+@demonstration\.invalid$/.test(email))).toBe(true)
    expect(story.people.slice(0, parts.length).map(({ email }) => email)).toEqual(parts.map(({ email }) => email))
  })

  it('names people as its language does', () => {
    const lastNames = (language: 'fr' | 'en') => new Set(imagine(5, language).people.slice(parts.length).map(({ name }) => name.split(' ').at(-1)))
    expect(lastNames('fr').intersection(lastNames('en'))).toEqual(new Set())
  })

  it('lets nobody come before their invitation, nor act before they joined or after they left', () => {
    for (const { invited_at, registered_at, ambassador_at, left_at } of story.people) {
      expect(registered_at).toBeGreaterThan(Math.max(0, ...invited_at))
      expect(ambassador_at ?? Infinity).toBeGreaterThan(registered_at)
      expect(left_at ?? Infinity).toBeGreaterThan(ambassador_at ?? 0)
    }
    expect(story.people.filter(({ left_at }) => left_at !== null)).toHaveLength(9)
    const chance = dice(9)
    const visits = story.people.filter(({ left_at }) => left_at !== null).flatMap((person) => story.plan.map((content) => ({ person, content, visit: visitOf(chance, days, content, person, now.getTime()) })))
      .filter(({ visit }) => visit !== null)
    expect(visits.length).toBeGreaterThan(20)
    expect(visits.filter(({ person, content, visit }) => !visit || visit.viewed_at < Math.max(content.published_at, person.ambassador_at ?? Infinity) || visit.viewed_at >= (person.left_at ?? 0))).toEqual([])
  })

  it('keeps internal contents from customers, and is alive lately', () => {
    const customer = story.people.find(({ tribe }) => tribe === 'customers')
    if (!customer) throw new Error('no customer')
    const chance = dice(10)
    expect(story.plan.filter(({ visibility }) => visibility === 'internal').map((content) => visitOf(chance, days, content, customer, now.getTime()))).not.toContainEqual(expect.anything())
    const month = story.plan.filter(({ published_at }) => published_at > now.getTime() - 30 * 86_400_000)
    expect(month.length).toBeGreaterThan(12)
  })

  it.each(['fr', 'en'] as const)('recovers in its last month after a sag that shows in the year, in %s', (language) => {
    const { people, plan } = imagine(26_11, language)
    const chance = dice(26_11)
    const until = now.getTime()
    const done = plan.flatMap((content) => people.flatMap((person) => {
      const visit = visitOf(chance, days, content, person, until)
      const share = visit?.share && visit.share.at < until ? visit.share : null
      const links = share ? requestsOf(chance, days, { link_id: '', network: share.network, at: share.at, reach: person.reach, pull: content.pull, language: content.language }, until) : []
      return visit ? [{ read: visit.opened?.at, like: visit.liked_at, share: share?.at, clicks: links.map(({ at }) => at.getTime()) }] : []
    }))
    /** How often within so many days before today. */
    const count = (moments: readonly (number | null | undefined)[], from: number, to: number) =>
      moments.filter((at) => typeof at === 'number' && at > until - from * 86_400_000 && at <= until - to * 86_400_000).length
    for (const moments of [done.map(({ read }) => read), done.map(({ like }) => like), done.map(({ share }) => share), done.flatMap(({ clicks }) => clicks)]) {
      expect(count(moments, 30, 0)).toBeGreaterThan(count(moments, 60, 30) * 1.1)
    }
    const reads = done.map(({ read }) => read)
    expect(count(reads, 150, 120)).toBeLessThan(count(reads, 240, 210) * 0.7)
  })
})
