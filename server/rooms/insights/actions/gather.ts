import type { Ctx } from '#kit/context'
import { readersByDay } from '#room/content'
import { changedDays, followedSharers } from '#room/links'
import { numbersOfMembers, presenceByDay } from '#room/people'
import { sharersByDay } from '#room/sharing'
import { Crowd } from '../crowd.ts'
import { onContents, onShares, type Filters } from '../filters.ts'
import { readClosedDays, readCrowds, type CountedCrowd, type CrowdKind, type LiveCrowd } from '../queries/crowds.ts'
import { liveDays, stepsOf, type Period } from '../rules.ts'
import type { Days } from '../spans.ts'
import type { Narrowing } from './filters.ts'

/** How many people did something, in the part that is asked for and in all. */
export interface Counts { part: number; whole: number }
export type Kind = CrowdKind | 'anywhere'

/** Who was there, read, shared (`anywhere`: on whatever network) and had their links followed, over a period, the one before it, and step by step. */
export interface Gathering {
  count(kind: Kind, when: 'now' | 'before'): Counts
  step(kind: Kind, place: number): Counts
  crowd(kind: Kind, when: 'now' | 'before'): Crowd
}

interface Acted { kind: Kind; day: string; member_ids: readonly string[] }

/** What members did on days of which nothing is kept, kind by kind. */
const actedOn = async (ctx: Ctx, { from, to }: Days, time_zone: string, filters: Filters, kinds: readonly Kind[]): Promise<Acted[]> => {
  const acted: Acted[] = []
  const add = (kind: Kind, rows: readonly { day: string; member_ids: string[] }[]) => { acted.push(...rows.map(({ day, member_ids }) => ({ kind, day, member_ids }))) }
  if (kinds.includes('connected')) add('connected', await presenceByDay(ctx, from, to))
  if (kinds.includes('readers')) add('readers', await readersByDay(ctx, { from, to }, time_zone, onContents(filters)))
  if (kinds.includes('sharers')) add('sharers', await sharersByDay(ctx, { from, to }, time_zone, onShares(filters)))
  if (kinds.includes('anywhere')) add('anywhere', await sharersByDay(ctx, { from, to }, time_zone, onContents(filters)))
  if (kinds.includes('followed')) add('followed', await followedSharers(ctx, { from, to }, onShares(filters)))
  return acted
}

/** Adds what was done up by kind and step, members by their numbers. */
const liveCrowds = async (ctx: Ctx, acted: readonly Acted[], stepOf: (day: string) => number, size: number): Promise<LiveCrowd[]> => {
  const numbers = await numbersOfMembers(ctx, [...new Set(acted.flatMap(({ member_ids }) => member_ids))])
  const crowds = new Map<string, { kind: Kind; step: number; crowd: Crowd }>()
  for (const { kind, day, member_ids } of acted) {
    const step = stepOf(day)
    const { crowd } = crowds.getOrInsertComputed(`${kind} ${step}`, () => ({ kind, step, crowd: new Crowd(size) }))
    for (const id of member_ids) {
      const number = numbers.get(id)
      if (number !== undefined) crowd.add(number)
    }
  }
  return [...crowds.values()].map(({ kind, step, crowd }) => ({ kind, step, bits: crowd.write(size) }))
}

const nobody: Counts = { part: 0, whole: 0 }

const gatheringOf = (size: number, rows: readonly CountedCrowd[]): Gathering => {
  const totals = new Map(rows.filter(({ step }) => step === null).map((row) => [`${row.kind} ${row.now ? 'now' : 'before'}`, row]))
  const crowds = new Map<string, Crowd>()
  const steps = new Map(rows.filter(({ step }) => step !== null).map((row) => [`${row.kind} ${row.step}`, row]))
  return {
    count: (kind, when) => totals.get(`${kind} ${when}`) ?? nobody,
    step: (kind, place) => steps.get(`${kind} ${place + 1}`) ?? nobody,
    crowd: (kind, when) => crowds.getOrInsertComputed(`${kind} ${when}`, (name) => Crowd.read(size, totals.get(name)?.members ?? '')),
  }
}

/** What is kept knows programmes, and neither themes nor networks. */
const isKept = ({ theme_id, network }: Filters): boolean => theme_id === undefined && network === undefined

/** Who did what in a period and before it: days that are over from what is kept of them, the others from the rows. */
export const gather = async (ctx: Ctx, period: Period, { filters, members: { size, freed }, part }: Narrowing): Promise<Gathering> => {
  const starts = [period.previous.from, ...stepsOf(period).map(({ from }) => from)]
  const stepOf = (day: string) => starts.findLastIndex((start) => start <= day)
  const asked = { from: period.previous.from, to: period.to }
  const closed = await readClosedDays(ctx)
  const kinds: Kind[] = ['connected', 'readers', 'sharers', 'followed', ...(filters.network === undefined ? [] : ['anywhere' as const])]
  const [kept_kinds, other_kinds]: [CrowdKind[], Kind[]] = isKept(filters) ? [['connected', 'readers', 'sharers', 'followed'], []] : [['connected'], kinds.filter((kind) => kind !== 'connected')]
  const { kept, live } = liveDays(asked, closed && { from: closed.first_day, to: closed.last_day })
  const acted: Acted[] = []
  for (const days of live) acted.push(...await actedOn(ctx, days, period.time_zone, filters, kept_kinds))
  const changed = kept === null ? [] : await changedDays(ctx, kept)
  if (kept_kinds.includes('followed')) for (const day of changed) acted.push(...await actedOn(ctx, { from: day, to: day }, period.time_zone, filters, ['followed']))
  if (other_kinds.length > 0) acted.push(...await actedOn(ctx, asked, period.time_zone, filters, other_kinds))
  const rows = await readCrowds(ctx, {
    starts, kept, kinds: kept_kinds, programme_id: filters.programme_id, changed, size, live: await liveCrowds(ctx, acted, stepOf, size),
    freed: freed?.write(size) ?? null, part: part && { now: part.now.write(size), before: part.before.write(size) },
  })
  return gatheringOf(size, filters.network === undefined ? [...rows, ...rows.filter(({ kind }) => kind === 'sharers').map((row) => ({ ...row, kind: 'anywhere' }))] : rows)
}
