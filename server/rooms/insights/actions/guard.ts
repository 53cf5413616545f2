import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { Ctx } from '#kit/context'
import { peopleBehindActivity, reachedContents } from '#room/content'
import { peopleBehindClicks } from '#room/links'
import { peopleBehindShares } from '#room/sharing'
import { onContents, onShares, type Filters } from '../filters.ts'
import { contentsToGuard, guardFrom, open, type Behind, type Everybody, type Guard, type Picked } from '../guards.ts'
import { stepsOf, type Period, type Span } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import type { Gathering, Kind } from './gather.ts'
import type { Measured } from './measure.ts'

/** Those who were gathered, over the two periods and step by step; steps by their place. */
const gathered = (people: Gathering, period: Period, measure: string, kind: Kind): Behind[] => [
  ...(['now', 'before'] as const).map((when) => ({ measure, dimension: 'all' as const, key: null, now: when === 'now', ...people.count(kind, when) })),
  ...stepsOf(period).map((_, place) => ({ measure, dimension: 'step' as const, key: String(place), now: true, ...people.step(kind, place) })),
]

/** Who is behind what was done from the first span's beginning to the second's end, of which only totals and networks are told of the first. */
const behindOf = async (ctx: Ctx, before: Span, now: Span, filters: Filters, member_ids: readonly string[] | null, content_ids: readonly string[]): Promise<Behind[]> => {
  const moments = { from: before.since, since: now.since, to: now.until }
  const behind = [
    ...await peopleBehindActivity(ctx, moments, onContents(filters), member_ids ?? [], content_ids),
    ...(await peopleBehindShares(ctx, moments, onShares(filters), member_ids ?? [], content_ids)).map((cell) => ({ ...cell, measure: 'shares' })),
    ...(await peopleBehindClicks(ctx, { from: before.from, since: now.from, to: now.to }, onShares(filters), member_ids ?? [], content_ids)).filter(({ measure, dimension }) => dimension !== 'all' || measure === 'left_out'),
  ]
  return member_ids === null ? behind.map((cell) => ({ ...cell, part: cell.whole })) : behind
}

/** The figures that a filter by theme or network picks one from, of both periods. */
const pickedBy = async (ctx: Ctx, period: Period, dimension: Picked['dimension'], key: string | null, filters: Filters, member_ids: Narrowing['member_ids']): Promise<Picked> => {
  const { previous } = period
  const now = await behindOf(ctx, period, period, filters, member_ids && member_ids.now, [])
  const before = await behindOf(ctx, previous, previous, filters, member_ids && member_ids.before, [])
  return { dimension, key, behind: [...now, ...before.map((cell) => ({ ...cell, now: false }))] }
}

/** Where everybody is asked for: what no filter touches is told as it is, and so are contents that enough people were offered. */
const everybodyOf = async (ctx: Ctx, { theme_id, network }: Filters, content_ids: readonly string[]): Promise<Everybody> => {
  const offered = [...(await reachedContents(ctx, content_ids)).values()].filter((content) => content.offered >= anonymityThreshold)
  const free = theme_id !== undefined ? [] : ['reads', 'likes', ...(network === undefined ? ['shares', 'clicks', 'left_out'] : [])]
  return { free: new Set(['connected', ...free]), offered: new Set(offered.map(({ id }) => id)) }
}

/** What keeps figures from pointing at somebody. An organisation that never had five members has nothing to hide them in. */
export const guardOf = async (ctx: Ctx, period: Period, { filters, member_ids, shown: { small } }: Narrowing, { people, contents }: Measured): Promise<Guard> => {
  if (member_ids === null && small) return open
  const ids = contentsToGuard(contents)
  const everybody = member_ids === null ? await everybodyOf(ctx, filters, ids) : null
  const plain = filters.theme_id === undefined && filters.network === undefined
  const counted = everybody && plain ? ids.filter((id) => !everybody.offered.has(id)) : ids
  const behind = await behindOf(ctx, period.previous, period, filters, member_ids && member_ids.now, counted)
  // who was in a group then are others than who is in it now
  const others = member_ids !== null && member_ids.now !== member_ids.before
  const both = others ? [...behind.filter(({ now }) => now), ...(await behindOf(ctx, period.previous, period, filters, member_ids.before, [])).filter(({ now }) => !now)] : behind
  const { theme_id, network, ...parts } = filters
  const picked = [
    ...(theme_id === undefined ? [] : [await pickedBy(ctx, period, 'theme', theme_id, { ...parts, network }, member_ids)]),
    ...(network === undefined ? [] : [await pickedBy(ctx, period, 'network', network, { ...parts, theme_id }, member_ids)]),
  ]
  return guardFrom([...gathered(people, period, 'reads', 'readers'), ...gathered(people, period, 'shares', 'sharers'), ...gathered(people, period, 'clicks', 'followed'), ...both], everybody, picked)
}
