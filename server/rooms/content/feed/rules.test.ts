import { describe, expect, it } from 'vitest'
import { credible, dayIn, endAfterSeconds, isMeantFor, isRead, paceDays, rankOf, ranksOfTheme, readAfterSeconds, searchWords } from './rules.ts'

const everyone = { visibility: 'shareable', tribes: [], group_ids: [] }
const employee = { tribe: 'employees' as const, group_ids: ['sales', 'paris'] }
const customer = { tribe: 'customers' as const, group_ids: ['paris'] }

describe('whom a content is meant for', () => {
  it.each([
    ['everyone, an employee', everyone, employee, true],
    ['everyone, a customer', everyone, customer, true],
    ['internal, an employee', { ...everyone, visibility: 'internal' }, employee, true],
    ['internal, a customer', { ...everyone, visibility: 'internal' }, customer, false],
    ['internal said to be for customers', { ...everyone, visibility: 'internal', tribes: ['customers'] }, customer, false],
    ['for customers, an employee', { ...everyone, tribes: ['customers'] }, employee, false],
    ['for both tribes', { ...everyone, tribes: ['customers', 'employees'] }, employee, true],
    ['for one of their groups', { ...everyone, group_ids: ['it', 'sales'] }, employee, true],
    ['for other groups', { ...everyone, group_ids: ['it'] }, employee, false],
    ['for the employees of a group, a customer of it', { ...everyone, tribes: ['employees'], group_ids: ['paris'] }, customer, false],
    ['somebody of no tribe', everyone, { tribe: null, group_ids: [] }, false],
  ])('%s', (_, audience, person, expected) => {
    expect(isMeantFor(audience, person)).toBe(expected)
  })
})

describe('what counts as read', () => {
  const long = { kind: 'text', characters: 20_000 }
  const short = { kind: 'text', characters: 300 }
  const link = { kind: 'link', characters: 200 }
  it.each([
    ['shown for a moment', { visible_seconds: 2, scrolled_percent: 10, followed: false }, long, false],
    ['open 29 s, long text', { visible_seconds: 29, scrolled_percent: 40, followed: false }, long, false],
    ['open 30 s, long text', { visible_seconds: 30, scrolled_percent: 40, followed: false }, long, true],
    ['flung to the end', { visible_seconds: 1, scrolled_percent: 100, followed: false }, long, false],
    ['scrolled to the end in 3 s', { visible_seconds: 3, scrolled_percent: 100, followed: false }, long, true],
    ['a short text, 5 s', { visible_seconds: 6, scrolled_percent: 0, followed: false }, short, true],
    ['a link that was followed', { visible_seconds: 1, scrolled_percent: 0, followed: true }, link, true],
    ['a link that was not', { visible_seconds: 2, scrolled_percent: 0, followed: false }, link, false],
    ['a text cannot be followed', { visible_seconds: 1, scrolled_percent: 0, followed: true }, long, false],
  ])('%s', (_, reading, content, expected) => {
    expect(isRead(reading, content)).toBe(expected)
  })

  it.each([[0, 5], [240, 5], [1000, 21], [1428, 30], [100_000, 30]])('a page of %i characters takes %i s', (characters, seconds) => {
    expect(readAfterSeconds(characters)).toBe(seconds)
    expect(endAfterSeconds).toBeLessThanOrEqual(seconds)
  })

  it('believes no report of more than the time since the opening', () => {
    const opened = new Date('2026-03-01T10:00:00Z')
    const report = { visible_seconds: 600, scrolled_percent: 100, followed: false }
    expect(credible(report, opened, new Date('2026-03-01T10:00:10Z')).visible_seconds).toBe(12)
    expect(credible(report, opened, new Date('2026-03-01T09:59:00Z')).visible_seconds).toBe(2)
    expect(credible(report, opened, new Date('2026-03-01T11:00:00Z')).visible_seconds).toBe(600)
  })
})

describe('the mix of themes', () => {
  it.each([
    ['a quiet programme, the main theme', 0, 70, 1 / 0.7],
    ['five a day, the main theme', 140, 70, 1 / 3.5],
    ['five a day, a tenth', 140, 10, 2],
    ['no target', 140, 0, 2],
  ])('%s', (_, lately, percent, days) => {
    expect(paceDays(lately, percent)).toBeCloseTo(days, 6)
  })

  const at = (hours: number) => new Date(Date.UTC(2026, 2, 2, 8) - hours * 3_600_000)

  it('puts other themes between contents of one theme that were published together', () => {
    const targets = { products: 10, expertise: 70, corporate: 10 }
    const published = { products: [at(0), at(0.1), at(0.2)], expertise: [at(0.3), at(0.4), at(0.5), at(0.6)], corporate: [at(0.7)] }
    const ranked = Object.entries(published).flatMap(([theme, moments]) =>
      ranksOfTheme(moments, paceDays(280, targets[theme as keyof typeof targets])).map((rank, place) => ({ name: `${theme} ${place}`, rank })))
      .sort((one, other) => other.rank - one.rank)
    expect(ranked.map(({ name }) => name)).toEqual([
      'products 0', 'expertise 0', 'corporate 0', 'expertise 1', 'expertise 2', 'expertise 3', 'products 1', 'products 2',
    ])
  })

  it.each([
    ['a theme that keeps its pace moves nothing', [at(0), at(24), at(48)], 1, [0, -1, -2]],
    ['haste is spread out, the latest on top', [at(0), at(0), at(0)], 0.5, [0, -0.5, -1]],
    ['but nothing falls more than two days', [at(0), at(0), at(0), at(0)], 1.5, [0, -1.5, -2, -2]],
    ['and older contents keep their time', [at(0), at(1), at(240)], 2, [0, -2, -10]],
    ['one alone', [at(0)], 2, [0]],
    ['none', [], 2, []],
  ])('%s', (_, published, pace, days) => {
    ranksOfTheme(published, pace).forEach((rank, place) => { expect(rank - rankOf(at(0))).toBeCloseTo(days[place] ?? Number.NaN, 6) })
    expect(ranksOfTheme(published, pace)).toHaveLength(days.length)
  })
})

describe('search', () => {
  it.each([
    ['durab', { whole: '', growing: 'durab' }],
    ['innovation durab', { whole: 'innovation ', growing: 'durab' }],
    ['l’équipe', { whole: 'l’', growing: 'équipe' }],
    ['"mot exact"', { whole: '"mot exact"', growing: null }],
    ['climat -avion', { whole: 'climat -avion', growing: null }],
    ['le', { whole: 'le', growing: null }],
    ['climat ', { whole: 'climat ', growing: null }],
    ['?!', { whole: '?!', growing: null }],
  ])('%s', (words, expected) => {
    expect(searchWords(words)).toEqual(expected)
  })
})

describe('the day', () => {
  it.each([
    ['2026-03-01T23:30:00Z', 'Europe/Paris', '2026-03-02'],
    ['2026-03-01T23:30:00Z', 'UTC', '2026-03-01'],
    ['2026-03-01T03:30:00Z', 'America/New_York', '2026-02-28'],
  ])('%s in %s', (moment, zone, day) => {
    expect(dayIn(new Date(moment), zone)).toBe(day)
  })
})
