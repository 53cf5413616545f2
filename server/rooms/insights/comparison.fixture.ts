import { expect } from 'vitest'
import type { Dashboard } from '@portevoix/contract/insights'
import { noTheme } from '@portevoix/contract/insights/choices'
import { dropReasonNames } from '#room/links'
import { dropReasons } from '../links/rules.ts'
import type { Breakdown, Recount, Wanted } from './recount.fixture.ts'

/** The query that asks for this. */
export const asked = ({ programme, theme, tribe, group, network }: Wanted): string => new URLSearchParams({
  ...(programme && { programme_id: programme }), ...(theme !== undefined && { theme_id: theme ?? noTheme }), ...(tribe && { tribe }), ...(group && { group_id: group }), ...(network && { network }),
}).toString()

interface Sides { part: Recount; whole: Recount }
/** Whether a figure that so many people made may be told of a part. */
const enough = (part: number, whole: number) => part >= 5 && (whole === part || whole - part >= 5)
const sum = (counts: Record<string, number>, wanted: (key: string) => boolean) => Object.entries(counts).reduce((total, [key, count]) => total + (wanted(key) ? count : 0), 0)
const done = ['reads', 'likes', 'shares', 'clicks'] as const

/** A filter by theme or network picks one of figures that add up: it may be held back with those that are. */
const picked = ({ filters }: Dashboard): boolean => filters.theme !== null || filters.network !== null
const expectFigure = (told: unknown, value: number | null, truth: number | null, loose: boolean) => { if (!loose || value !== null) expect([told, value]).toEqual([told, truth]) }

const expectPeople = (answer: Dashboard, now: Sides, before: Sides) => {
  const { figures } = answer
  const counted = (of: (side: Recount) => number, { part, whole }: Sides) => (enough(of(part), of(whole)) ? of(part) : null)
  const people = [['connected', (side: Recount) => side.connected], ['readers', (side: Recount) => side.reads.people.size], ['sharers', (side: Recount) => side.shares.people.size]] as const
  for (const [name, of] of people) {
    expectFigure(name, figures[name].value, counted(of, now), picked(answer))
    expectFigure(name, figures[name].previous, counted(of, before), picked(answer))
  }
}

/** Cells that add up to a figure: each is right or held back, and none can be worked out from the others. */
const expectCells = (cells: readonly { value: number | null; truth: number; part: number; whole: number }[], all: { part: number; whole: number }) => {
  for (const { value, truth, part, whole } of cells) {
    if (value !== null) expect([value, enough(part, whole), enough(all.part, all.whole)]).toEqual([truth, true, true])
  }
  const hidden = cells.filter(({ value, part }) => value === null && part > 0)
  if (enough(all.part, all.whole)) {
    expect(hidden.length === 1 && cells.some(({ value }) => value !== null)).toBe(false)
    // no more is held back than must be: those below the threshold, and one beside a single one
    expect(hidden.filter(({ part, whole }) => enough(part, whole)).length).toBeLessThanOrEqual(1)
  }
}

const people = ({ people: all }: Breakdown) => all.size
/** What a breakdown of a part should be, key by key. */
const cellsOf = (lines: readonly { key: string; value: number | null }[], by: 'network' | 'theme' | 'content', part: Breakdown, whole: Breakdown) =>
  lines.map(({ key, value }) => ({ value, truth: part.by[by].counts[key] ?? 0, part: part.by[by].people(key), whole: whole.by[by].people(key) }))

/** What became of what was published: each measure as its figure follows the filters, shares by network too. */
const expectOffer = (offer: Dashboard['offer'], part: Recount): void => {
  expect(offer.contents).toBe(part.published.length)
  for (const [value, name] of [[offer.read, 'reads'], [offer.liked, 'likes'], [offer.shared, 'shares']] as const) {
    if (value !== null) expect([name, value]).toEqual([name, part.published.filter((id) => (part[name].by.content.counts[id] ?? 0) > 0).length])
  }
}

/** Every figure of a part is the recount's, or is held back because too few people are behind it. */
export const expectGuarded = (answer: Dashboard, now: Sides, before: Sides): void => {
  const { figures, shares, left_out, networks, themes, rankings, series, offer } = answer
  expectPeople(answer, now, before)
  for (const name of done) {
    const figure = (sides: Sides) => (enough(people(sides.part[name]), people(sides.whole[name])) ? sides.part[name].all : null)
    expectFigure(name, figures[name].value, figure(now), picked(answer))
    expectFigure(name, figures[name].previous, figure(before), picked(answer))
  }
  const { part, whole } = now
  expect(figures.published.value).toBe(part.published.length)
  expect(shares).toEqual(figures.shares.value === null ? { opened: null, declared: null, confirmed: null } : { opened: part.shares.all, declared: part.declared.all, confirmed: figures.clicks.value === null ? null : part.confirmed.all })
  // what is confirmed tells of clicks
  for (const line of networks) if (line.clicks === null) expect(line.confirmed).toBeNull()
  expectFigure('left_out', left_out.hits, enough(people(part.left_out), people(whole.left_out)) ? part.left_out.all : null, picked(answer))
  expect(left_out.reasons.reduce((total, { hits }) => total + hits, left_out.withheld)).toBe(left_out.hits ?? 0)
  // under a filter no reason is told, be it one of many
  if (Object.values(answer.filters).some((filter) => filter !== null && typeof filter === 'object') || answer.filters.tribe !== null || answer.filters.network !== null) expect(left_out.reasons).toEqual([])
  const totals = (name: typeof done[number]) => ({ part: people(part[name]), whole: people(whole[name]) })
  for (const name of ['shares', 'clicks'] as const) {
    if (figures[name].value !== null || !picked(answer)) expectCells(cellsOf(networks.map((line) => ({ key: line.network, value: line[name === 'shares' ? 'opened' : 'clicks'] })), 'network', part[name], whole[name]), totals(name))
  }
  for (const name of done) {
    if (figures[name].value !== null || !picked(answer)) expectCells(cellsOf(themes.map((line) => ({ key: String(line.theme?.id ?? null), value: line[name] })), 'theme', part[name], whole[name]), totals(name))
    for (const line of Object.values(rankings).flat()) if (line[name] !== null) expect([line[name], enough(part[name].by.content.people(line.content_id), whole[name].by.content.people(line.content_id))]).toEqual([part[name].by.content.counts[line.content_id], true])
  }
  for (const line of series) {
    const inside = (day: string) => day >= line.from && day <= line.to
    for (const name of ['reads', 'shares', 'clicks'] as const) if (line[name] !== null) expect(line[name]).toBe(sum(part[name].by.day.counts, inside))
  }
  expectOffer(offer, part)
}

const unlessFew = (count: number): number | null => (count < 5 ? null : count)

/** Under a filter by theme or network alone, what it touches is right or held back: always where fewer than five people made it. */
export const expectFiltered = (answer: Dashboard, raw: Recount, before: Recount): void => {
  const { figures, networks, themes, series, rankings, filters } = answer
  const untouched = (name: typeof done[number]) => filters.theme === null && (name === 'reads' || name === 'likes')
  const right = (value: number | null, truth: number, behind: number) => value === null || (value === truth && behind >= 5)
  expect([figures.connected.value, figures.published.value]).toEqual([unlessFew(raw.connected), raw.published.length])
  expectOffer(answer.offer, raw)
  for (const name of done) {
    if (untouched(name)) expect([figures[name].value, figures[name].previous]).toEqual([raw, before].map((side) => (people(side[name]) < 5 ? null : side[name].all)))
    expect([name, right(figures[name].value, raw[name].all, people(raw[name])), right(figures[name].previous, before[name].all, people(before[name]))]).toEqual([name, true, true])
    for (const line of themes) {
      const key = String(line.theme?.id ?? null)
      expect(right(line[name], raw[name].by.theme.counts[key] ?? 0, raw[name].by.theme.people(key))).toBe(true)
    }
    for (const line of Object.values(rankings).flat()) expect(right(line[name], raw[name].by.content.counts[line.content_id] ?? 0, raw[name].by.content.people(line.content_id))).toBe(true)
  }
  for (const { network, opened, clicks } of networks) {
    expect([right(opened, raw.shares.by.network.counts[network] ?? 0, raw.shares.by.network.people(network)), right(clicks, raw.clicks.by.network.counts[network] ?? 0, raw.clicks.by.network.people(network))]).toEqual([true, true])
  }
  for (const line of series) for (const name of ['reads', 'shares', 'clicks'] as const) expect([null, sum(raw[name].by.day.counts, (day) => day >= line.from && day <= line.to)]).toContain(line[name])
}

/** Every figure of the whole organisation is the recount's, or is held back because too few people are behind it. */
export const expectWhole = (answer: Dashboard, raw: Recount, before: Recount): void => {
  expectGuarded(answer, { part: raw, whole: raw }, { part: before, whole: before })
  const { left_out, networks, readers_and_sharers: ways } = answer
  const told = new Map(left_out.reasons.map(({ reason, hits }) => [reason, hits]))
  const reasons = dropReasonNames.map((name) => [name, String(dropReasons[name])] as const)
  if (left_out.hits !== null) {
    expectCells(reasons.filter(([, key]) => key in raw.reasons.counts).map(([name, key]) => ({ value: told.get(name) ?? null, truth: raw.reasons.counts[key] ?? 0, part: raw.reasons.people(key), whole: raw.reasons.people(key) })),
      { part: people(raw.left_out), whole: people(raw.left_out) })
  } else expect(left_out.reasons).toEqual([])
  // what there was is told of, be it held back
  for (const key of Object.keys(raw.clicks.by.network.counts)) expect(networks.map(({ network }) => network)).toContain(key)
  const [readers, sharers] = [raw.reads.people, raw.shares_anywhere.people]
  expect(ways).toMatchObject({ both: unlessFew(readers.intersection(sharers).size), only_read: unlessFew(readers.difference(sharers).size), only_shared: unlessFew(sharers.difference(readers).size) })
}
