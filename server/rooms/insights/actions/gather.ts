import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import { besideOf } from '#kit/within'
import { Crowd } from '../crowd.ts'
import { onContents, type Filters } from '../filters.ts'
import { readCrowds, readLines, type CountedCrowd, type CountedLine, type CrowdDimension, type CrowdKind, type LiveCrowd } from '../queries/crowds.ts'
import type { Period } from '../rules.ts'
import { clip, coverBy } from '../spans.ts'
import { actedOn, lines, unkept, type Acted } from './acts.ts'
import type { Narrowing } from './filters.ts'
import type { Kept } from './kept.ts'

export type Kind = CrowdKind | 'anywhere'

/** How many people did something, in the part that is asked for and in all. */
export interface Counts { part: number; whole: number }

/** Who was there, read, liked, shared (`anywhere`: on whatever network) and had their links followed, over a period, the one before it, and step by step. */
export interface Gathering {
  count(kind: Kind, when: 'now' | 'before'): Counts
  step(kind: Kind, place: number): Counts
  crowd(kind: Kind, when: 'now' | 'before'): Crowd
  /** The same by theme and by network, over the two periods; null where a filter by theme or network is on, for that is not kept. */
  lines: readonly CountedLine[] | null
}

/** Adds what was done up by kind and step. */
const liveCrowds = (acted: readonly (Omit<Acted, 'kind'> & { kind: Kind })[], stepOf: (day: string) => number, size: number): LiveCrowd[] => {
  const crowds = new Map<string, { kind: Kind; step: number; dimension: CrowdDimension; key: string | null; crowd: Crowd }>()
  for (const { kind, day, dimension, key, numbers } of acted) {
    const step = stepOf(day)
    const { crowd } = crowds.getOrInsertComputed(`${kind} ${step} ${dimension} ${key}`, () => ({ kind, step, dimension, key, crowd: new Crowd(size) }))
    for (const number of numbers) crowd.add(number)
  }
  return [...crowds.values()].map(({ crowd, ...row }) => ({ ...row, bits: crowd.write() }))
}

const nobody: Counts = { part: 0, whole: 0 }

const gatheringOf = (size: number, rows: readonly CountedCrowd[], lines: Gathering['lines']): Gathering => {
  const totals = new Map(rows.filter(({ step }) => step === null).map((row) => [`${row.kind} ${row.now ? 'now' : 'before'}`, row]))
  const crowds = new Map<string, Crowd>()
  const steps = new Map(rows.filter(({ step }) => step !== null).map((row) => [`${row.kind} ${row.step}`, row]))
  return {
    count: (kind, when) => totals.get(`${kind} ${when}`) ?? nobody,
    step: (kind, place) => steps.get(`${kind} ${place + 1}`) ?? nobody,
    crowd: (kind, when) => crowds.getOrInsertComputed(`${kind} ${when}`, (name) => Crowd.read(size, totals.get(name)?.members ?? '')),
    lines,
  }
}

/** What is kept knows programmes, and by theme or by network what no filter by either narrows. */
export const isKept = ({ theme_id, network }: Filters): boolean => theme_id === undefined && network === undefined
const kinds: readonly CrowdKind[] = ['connected', 'readers', 'likers', 'sharers', 'followed', 'left_out']

/** By which spans the lines of a period and the one before it are covered; only days that are closed have lines. */
const coveredOf = ({ spans, closed }: Kept, { from, to, previous }: Period) => {
  const usable = closed === null ? [] : spans.filter((span) => span.from >= closed.first_day && span.to <= closed.last_day)
  const [now, before] = [coverBy(usable, { from, to }), coverBy(usable, { from: previous.from, to: previous.to })]
  return {
    spans: [...now.spans.map((span) => ({ ...span, now: true })), ...before.spans.map((span) => ({ ...span, now: false }))],
    gaps: closed === null ? [] : clip([...now.gaps, ...before.gaps], { from: closed.first_day, to: closed.last_day }),
  }
}

/** What was kept of a period and the one before it, and what was not, as the crowds of both are asked for. */
const partsOf = async (ctx: Ctx, period: Period, { filters, members: { size, freed }, part }: Pick<Narrowing, 'filters' | 'members' | 'part'>, known: Kept, kept_kinds: readonly CrowdKind[], unkept_kinds: readonly CrowdKind[]) => {
  const starts = [period.previous.from, ...period.steps.map(({ from }) => from)]
  const asked = { from: period.previous.from, to: period.to }
  const { kept, outdated, acted, since } = await unkept(ctx, asked, period, known, filters, kept_kinds)
  const others = unkept_kinds.length === 0 ? [] : (await actedOn(ctx, asked, period.time_zone, filters, unkept_kinds)).acted
  const anywhere = filters.network === undefined ? [] : (await actedOn(ctx, asked, period.time_zone, onContents(filters), ['sharers'])).acted.map((row) => ({ ...row, kind: 'anywhere' as const }))
  return {
    starts, kept, outdated, since, covered: coveredOf(known, period), kinds: kept_kinds, programme_id: filters.programme_id, size, live: liveCrowds([...acted, ...others, ...anywhere], (day) => starts.findLastIndex((start) => start <= day), size),
    freed: freed?.write() ?? null, part: part && { now: part.now.write(), before: part.before.write() },
  }
}

/** Who shared on whatever network is who shared, where no network is asked for. */
const withAnywhere = ({ network }: Filters, rows: readonly CountedCrowd[]): readonly CountedCrowd[] =>
  network === undefined ? [...rows, ...rows.filter(({ kind }) => kind === 'sharers').map((row) => ({ ...row, kind: 'anywhere' }))] : rows

/** What was done in a period and before it, as far as it is not kept; `since`: with contents, on the days after those that are kept. */
export const unkeptOf = (ctx: Ctx, period: Period, narrowing: Narrowing, known: Kept) =>
  (isKept(narrowing.filters) ? partsOf(ctx, period, narrowing, known, kinds, []) : partsOf(ctx, period, narrowing, known, ['connected'], ['readers', 'sharers', 'followed']))

/** Who did what in a period and before it: days that are over from what is kept of them, the others from the rows. */
export const gather = async (ctx: Ctx, { filters, members: { size } }: Narrowing, asked: Awaited<ReturnType<typeof unkeptOf>>): Promise<Gathering> => {
  const kept = isKept(filters)
  const [crowds, told] = await together([readCrowds(ctx, asked), kept ? readLines(besideOf(ctx), asked, { now: lines, before: ['network'] }) : null])
  return gatheringOf(size, withAnywhere(filters, crowds), told)
}

/** How many people are behind each line by theme, or by network, in both periods, where no filter by either is on; null where one is. */
export const gatherLines = async (ctx: Ctx, period: Period, dimension: 'theme' | 'network', narrowing: Pick<Narrowing, 'filters' | 'members' | 'part'>, known: Kept): Promise<readonly CountedLine[] | null> =>
  isKept(narrowing.filters) ? readLines(ctx, await partsOf(ctx, period, narrowing, known, kinds.filter((kind) => kind !== 'connected'), []), { now: [dimension], before: [dimension] }) : null
