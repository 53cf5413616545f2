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

const expectPeople = ({ figures }: Dashboard, now: Sides, before: Sides) => {
  const counted = (of: (side: Recount) => number, { part, whole }: Sides) => (enough(of(part), of(whole)) ? of(part) : null)
  const people = [['connected', (side: Recount) => side.connected], ['readers', (side: Recount) => side.reads.people.size], ['sharers', (side: Recount) => side.shares.people.size]] as const
  for (const [name, of] of people) expect([name, figures[name].value, figures[name].previous]).toEqual([name, counted(of, now), counted(of, before)])
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

/** Every figure of a part is the recount's, or is held back because too few people are behind it. */
export const expectGuarded = (answer: Dashboard, now: Sides, before: Sides): void => {
  const { figures, shares, left_out, networks, themes, rankings, series, offer } = answer
  expectPeople(answer, now, before)
  for (const name of done) {
    const figure = (sides: Sides) => (enough(people(sides.part[name]), people(sides.whole[name])) ? sides.part[name].all : null)
    expect([name, figures[name].value, figures[name].previous]).toEqual([name, figure(now), figure(before)])
  }
  const { part, whole } = now
  expect(figures.published.value).toBe(part.published.length)
  expect(shares).toEqual(figures.shares.value === null ? { opened: null, declared: null, confirmed: null } : { opened: part.shares.all, declared: part.declared.all, confirmed: part.confirmed.all })
  expect(left_out.hits).toBe(enough(people(part.left_out), people(whole.left_out)) ? part.left_out.all : null)
  if (left_out.hits !== null) expect(left_out.reasons.reduce((total, { hits }) => total + hits, 0)).toBe(left_out.hits)
  const totals = (name: typeof done[number]) => ({ part: people(part[name]), whole: people(whole[name]) })
  for (const name of ['shares', 'clicks'] as const) {
    expectCells(cellsOf(networks.map((line) => ({ key: line.network, value: line[name === 'shares' ? 'opened' : 'clicks'] })), 'network', part[name], whole[name]), totals(name))
  }
  for (const name of done) {
    expectCells(cellsOf(themes.map((line) => ({ key: String(line.theme?.id ?? null), value: line[name] })), 'theme', part[name], whole[name]), totals(name))
    for (const line of Object.values(rankings).flat()) if (line[name] !== null) expect([line[name], enough(part[name].by.content.people(line.content_id), whole[name].by.content.people(line.content_id))]).toEqual([part[name].by.content.counts[line.content_id], true])
  }
  for (const line of series) {
    const inside = (day: string) => day >= line.from && day <= line.to
    for (const name of ['reads', 'shares', 'clicks'] as const) if (line[name] !== null) expect(line[name]).toBe(sum(part[name].by.day.counts, inside))
  }
  expect(offer.contents).toBe(part.published.length)
  if (offer.read !== null) expect(offer.read).toBe(part.published.filter((id) => (part.reads.by.content.counts[id] ?? 0) > 0).length)
}

const top = (all: Record<string, number>) => Object.values(all).sort((one, other) => other - one).slice(0, 10)
const counts = <Line>(lines: readonly Line[], key: (line: Line) => string, count: (line: Line) => number | null) => Object.fromEntries(lines.filter((line) => count(line) !== 0).map((line) => [key(line), count(line)]))
const known = (breakdown: Record<string, number>) => Object.fromEntries(Object.entries(breakdown).filter(([, count]) => count > 0))

/** Every figure of the whole organisation is the recount's. */
export const expectSame = (answer: Dashboard, raw: Recount, before: Recount): void => {
  const { figures, shares, left_out, networks, themes, series, rankings, offer, readers_and_sharers: ways } = answer
  const values = ({ connected, reads, shares: opened, published, likes, clicks }: Recount) =>
    ({ connected, readers: reads.people.size, sharers: opened.people.size, published: published.length, reads: reads.all, likes: likes.all, shares: opened.all, clicks: clicks.all })
  expect(Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value]))).toEqual(values(raw))
  expect(Object.fromEntries(Object.entries(figures).map(([name, { previous }]) => [name, previous]))).toEqual(values(before))
  expect(shares).toEqual({ opened: raw.shares.all, declared: raw.declared.all, confirmed: raw.confirmed.all })
  expect(left_out.hits).toBe(raw.left_out.all)
  expect(counts(left_out.reasons, ({ reason }) => String(dropReasons[dropReasonNames.find((name) => name === reason) ?? 'head']), ({ hits }) => hits)).toEqual(raw.reasons)
  expect(counts(networks, ({ network }) => network, ({ clicks }) => clicks)).toEqual(known(raw.clicks.by.network.counts))
  expect(counts(networks, ({ network }) => network, ({ opened }) => opened)).toEqual(known(raw.shares.by.network.counts))
  expect(counts(networks, ({ network }) => network, ({ left_out: drops }) => drops)).toEqual(known(raw.left_out.by.network.counts))
  expect(counts(networks, ({ network }) => network, ({ previous_clicks }) => previous_clicks)).toEqual(known(before.clicks.by.network.counts))
  for (const name of done) expect(counts(themes, ({ theme }) => String(theme?.id ?? null), (line) => line[name])).toEqual(known(raw[name].by.theme.counts))
  for (const line of series) {
    const inside = (day: string) => day >= line.from && day <= line.to
    expect([line.reads, line.shares, line.clicks]).toEqual([sum(raw.reads.by.day.counts, inside), sum(raw.shares.by.day.counts, inside), sum(raw.clicks.by.day.counts, inside)])
  }
  for (const name of ['reads', 'shares', 'clicks'] as const) expect(rankings[name].map((line) => line[name])).toEqual(top(raw[name].by.content.counts))
  for (const line of Object.values(rankings).flat()) for (const name of done) expect(line[name]).toBe(raw[name].by.content.counts[line.content_id] ?? 0)
  const touched = (breakdown: Breakdown) => raw.published.filter((id) => (breakdown.by.content.counts[id] ?? 0) > 0).length
  expect(offer).toEqual({ contents: raw.published.length, read: touched(raw.reads), liked: touched(raw.likes), shared: touched(raw.shares) })
  const [readers, sharers] = [raw.reads.people, raw.shares_anywhere.people]
  expect(ways).toMatchObject({ both: readers.intersection(sharers).size, only_read: readers.difference(sharers).size, only_shared: sharers.difference(readers).size })
}
