import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import { besideOf } from '#kit/within'
import type { Days } from '#kit/days'
import { actorsByDay } from '#room/content'
import { followedSharers } from '#room/links'
import { learnNumbers, presenceByDay, rememberedNumbers } from '#room/people'
import { sharersByDay } from '#room/sharing'
import { onContents, onShares, type Filters } from '../filters.ts'
import type { CrowdDimension, CrowdKind } from '../queries/crowds.ts'
import type { ContentCrowd } from '../queries/span-crowds.ts'
import { liveDays, type Period } from '../rules.ts'
import type { Kept } from './kept.ts'

/** What members did on a day: in all, under a theme, on a network; each by their number, maybe more than once. */
export interface Acted { kind: CrowdKind; day: string; programme_id: string | null; dimension: CrowdDimension; key: string | null; numbers: readonly number[] }
/** Who did something with a content, in the same way. */
export interface ContentActors { kind: ContentCrowd; content_id: string; programme_id: string; numbers: readonly number[] }

type By = 'theme' | 'network' | 'content'
/** The lines of a dashboard. */
export const lines = ['theme', 'network'] as const satisfies readonly By[]

interface Row { kind: CrowdKind; day: string; programme_id: string | null; theme_id?: string | null; network?: string | null; content_ids?: readonly string[] | null; member_ids: readonly string[] }

const column = { theme: 'theme_id', network: 'network' } as const satisfies Record<(typeof lines)[number], keyof Row>

const rowsOf = async (ctx: Ctx, days: Days, time_zone: string, filters: Filters, kinds: readonly CrowdKind[], by: readonly By[]): Promise<Row[]> => {
  const on_no_network = by.filter((one) => one !== 'network')
  const of = async (kind: CrowdKind, read: () => Promise<readonly Omit<Row, 'kind'>[]>): Promise<Row[]> => (kinds.includes(kind) ? (await read()).map((row) => ({ ...row, kind })) : [])
  const followed = async (): Promise<Row[]> => {
    if (!kinds.includes('followed') && !kinds.includes('left_out')) return []
    return (await followedSharers(ctx, days, onShares(filters), by)).map(({ left_out, ...row }) => ({ ...row, kind: left_out ? 'left_out' as const : 'followed' as const })).filter(({ kind }) => kinds.includes(kind))
  }
  return (await together([
    followed(),
    of('connected', async () => (await presenceByDay(ctx, days.from, days.to)).map((row) => ({ ...row, programme_id: null }))),
    of('readers', () => actorsByDay(besideOf(ctx), 'read', days, time_zone, onContents(filters), on_no_network)),
    of('likers', () => actorsByDay(ctx, 'liked', days, time_zone, onContents(filters), on_no_network)),
    of('sharers', () => sharersByDay(ctx, days, time_zone, onShares(filters), by)),
  ])).flat()
}

/** What is told of a kind, besides all of it. Who comes to Portevoix comes under no theme; who reads does it on no network. */
const toldBy = (kind: CrowdKind, by: readonly By[]): readonly By[] =>
  (kind === 'connected' ? [] : kind === 'readers' || kind === 'likers' ? by.filter((one) => one !== 'network') : by)

/** Everybody's numbers, row by row, with those that are remembered (`rememberedNumbers`). Those who left have none. */
export const numbered = async <One extends { member_ids: readonly string[] }>(ctx: Ctx, rows: readonly One[], known: Map<string, number>): Promise<(Omit<One, 'member_ids'> & { numbers: number[] })[]> => {
  await learnNumbers(ctx, known, rows.map(({ member_ids }) => member_ids))
  return rows.map(({ member_ids, ...row }) => ({ ...row, numbers: member_ids.flatMap((id) => known.get(id) ?? []) }))
}

/** Puts what was done with contents together, by kind and content. */
const contentsIn = () => {
  const places = new Map<string, Map<string, ContentActors & { numbers: number[] }>>()
  return {
    add: (kind: ContentCrowd, programme_id: string, content_ids: readonly string[], numbers: readonly (number | undefined)[]) => {
      const place = places.getOrInsertComputed(kind, () => new Map())
      for (const [at, number] of numbers.entries()) {
        const content_id = content_ids[at]
        if (number === undefined || content_id === undefined) continue
        const known = place.get(content_id)
        if (known) known.numbers.push(number)
        else place.set(content_id, { kind, content_id, programme_id, numbers: [number] })
      }
    },
    all: (): ContentActors[] => [...places.values()].flatMap((place) => [...place.values()]),
  }
}

/** What members did on the days of a period, kind by kind: in all, and as well `by` these. */
export const actedOn = async (ctx: Ctx, days: Days, time_zone: string, filters: Filters, kinds: readonly CrowdKind[], by: readonly By[] = []): Promise<{ acted: Acted[]; with_contents: ContentActors[] }> => {
  const with_contents = contentsIn()
  const places = new Map<string, Acted & { numbers: number[] }>()
  const [known, rows] = await together([rememberedNumbers(ctx), rowsOf(ctx, days, time_zone, filters, kinds, by)])
  await learnNumbers(ctx, known, rows.map(({ member_ids }) => member_ids))
  for (const row of rows) {
    const { kind, day, programme_id, content_ids, member_ids } = row
    // of those who left there is none
    const numbers = member_ids.map((id) => known.get(id))
    for (const dimension of ['all', ...lines.filter((line) => toldBy(kind, by).includes(line))] as const) {
      const key = dimension === 'all' ? null : row[column[dimension]] ?? null
      const one = places.getOrInsertComputed(`${kind} ${day} ${programme_id} ${dimension} ${key ?? ''}`, () => ({ kind, day, programme_id, dimension, key, numbers: [] }))
      for (const number of numbers) if (number !== undefined) one.numbers.push(number)
    }
    if (kind !== 'connected' && programme_id !== null && content_ids) with_contents.add(kind, programme_id, content_ids, numbers)
  }
  return { acted: [...places.values()], with_contents: with_contents.all() }
}

/** Kinds of which a day may come to something else after it was over, and what changes it. */
const byClicks: readonly CrowdKind[] = ['followed', 'left_out']
const byContent: readonly CrowdKind[] = ['likers']

/** Crowds that were kept and are so no more. */
export interface Outdated { kind: CrowdKind; day: string }

/** What is not kept of the days from the first to the last: of `kinds`, with the days of which they are, and what is kept and not true any more. */
export interface Unkept { kept: Days | null; outdated: readonly Outdated[]; acted: Acted[]; since: LiveContents }
/** What was done with contents on the days after those that are kept; null where there are none. */
export interface LiveContents { days: Days | null; actors: readonly ContentActors[] }

/** Reads what must be read of kinds that are kept: days that are not over, and those that have changed since. */
export const unkept = async (ctx: Ctx, asked: Days, { time_zone }: Pick<Period, 'time_zone'>, { closed, changed: known }: Kept, filters: Filters, kinds: readonly CrowdKind[]): Promise<Unkept> => {
  const { kept, live } = liveDays(asked, closed && { from: closed.first_day, to: closed.last_day })
  const acted: Acted[] = []
  let since: LiveContents = { days: null, actors: [] }
  for (const days of live) {
    const after = kept !== null && days.from > kept.to
    const told = await actedOn(ctx, days, time_zone, filters, kinds, after ? [...lines, 'content'] : lines)
    acted.push(...told.acted)
    if (after) since = { days, actors: told.with_contents }
  }
  if (kept === null) return { kept, outdated: [], acted, since }
  const changes = [[byClicks, known.clicks], [byContent, known.content]] as const
  const outdated: Outdated[] = []
  for (const [changed, all] of changes) {
    const days = all.filter((day) => day >= kept.from && day <= kept.to)
    const some = changed.filter((kind) => kinds.includes(kind))
    for (const day of some.length === 0 ? [] : days) acted.push(...(await actedOn(ctx, { from: day, to: day }, time_zone, filters, some, lines)).acted)
    outdated.push(...some.flatMap((kind) => days.map((day) => ({ kind, day }))))
  }
  return { kept, outdated, acted, since }
}
