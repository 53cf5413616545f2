import type { Ctx } from '#kit/context'
import { actorsByDay } from '#room/content'
import { followedSharers } from '#room/links'
import { presenceByDay } from '#room/people'
import { sharersByDay } from '#room/sharing'
import { onContents, onShares, type Filters } from '../filters.ts'
import type { CrowdDimension, CrowdKind } from '../queries/crowds.ts'
import { liveDays, type Period } from '../rules.ts'
import type { Days } from '../spans.ts'
import type { Kept } from './kept.ts'

/** What members did on a day: in all, under a theme, on a network. */
export interface Acted { kind: CrowdKind; day: string; programme_id: string | null; dimension: CrowdDimension; key: string | null; member_ids: readonly string[] }

/** What members did on the days of a period, kind by kind; `by_line`: by theme and by network as well. */
export const actedOn = async (ctx: Ctx, { from, to }: Days, time_zone: string, filters: Filters, kinds: readonly CrowdKind[], by_line = false): Promise<Acted[]> => {
  const acted: Acted[] = []
  const add = (kind: CrowdKind, rows: readonly Omit<Acted, 'kind'>[]) => { for (const row of rows) if (kinds.includes(kind)) acted.push({ ...row, kind }) }
  const on = (...some: readonly CrowdKind[]) => some.some((kind) => kinds.includes(kind))
  if (on('connected')) add('connected', (await presenceByDay(ctx, from, to)).map((row) => ({ ...row, programme_id: null, dimension: 'all', key: null })))
  if (on('readers')) add('readers', await actorsByDay(ctx, 'read', { from, to }, time_zone, onContents(filters), by_line))
  if (on('likers')) add('likers', await actorsByDay(ctx, 'liked', { from, to }, time_zone, onContents(filters), by_line))
  if (on('sharers')) add('sharers', await sharersByDay(ctx, { from, to }, time_zone, onShares(filters), by_line))
  if (on('followed', 'left_out')) {
    const followed = await followedSharers(ctx, { from, to }, onShares(filters), by_line)
    for (const { left_out, ...row } of followed) add(left_out ? 'left_out' : 'followed', [row])
  }
  return acted
}

/** Kinds of which a day may come to something else after it was over, and what changes it. */
const byClicks: readonly CrowdKind[] = ['followed', 'left_out']
const byContent: readonly CrowdKind[] = ['likers']

/** Crowds that were kept and are so no more. */
export interface Outdated { kind: CrowdKind; day: string }

/** What is not kept of the days from the first to the last: of `kinds`, with the days of which they are, and what is kept and not true any more. */
export interface Unkept { kept: Days | null; outdated: readonly Outdated[]; acted: Acted[] }

/** Reads what must be read of kinds that are kept: days that are not over, and those that have changed since. */
export const unkept = async (ctx: Ctx, asked: Days, { time_zone }: Pick<Period, 'time_zone'>, { closed, changed: known }: Kept, filters: Filters, kinds: readonly CrowdKind[]): Promise<Unkept> => {
  const { kept, live } = liveDays(asked, closed && { from: closed.first_day, to: closed.last_day })
  const acted: Acted[] = []
  for (const days of live) acted.push(...await actedOn(ctx, days, time_zone, filters, kinds, true))
  if (kept === null) return { kept, outdated: [], acted }
  const changes = [[byClicks, known.clicks], [byContent, known.content]] as const
  const outdated: Outdated[] = []
  for (const [changed, all] of changes) {
    const days = all.filter((day) => day >= kept.from && day <= kept.to)
    const some = changed.filter((kind) => kinds.includes(kind))
    for (const day of some.length === 0 ? [] : days) acted.push(...await actedOn(ctx, { from: day, to: day }, time_zone, filters, some, true))
    outdated.push(...some.flatMap((kind) => days.map((day) => ({ kind, day }))))
  }
  return { kept, outdated, acted }
}
