import type { Ctx } from '#kit/context'
import { peopleBehindActivity } from '#room/content'
import { peopleBehindClicks } from '#room/links'
import { peopleBehindShares } from '#room/sharing'
import { onContents, onShares, type Filters } from '../filters.ts'
import { guardFrom, isNobodys, open, openOnNobodys, type Behind, type Guard, type Picked } from '../guards.ts'
import type { CountedLine } from '../queries/crowds.ts'
import type { Period, Span } from '../rules.ts'
import { isOpen, type Narrowing } from './filters.ts'
import { gatherLines, type Gathering, type Kind } from './gather.ts'
import type { Kept } from './kept.ts'
import type { Measured } from './measure.ts'

/** Those who were gathered, over the two periods and step by step; steps by their place. */
const gathered = (people: Gathering, period: Period, measure: string, kind: Kind): Behind[] => [
  ...(['now', 'before'] as const).map((when) => ({ measure, dimension: 'all' as const, key: null, now: when === 'now', ...people.count(kind, when) })),
  ...period.steps.map((_, place) => ({ measure, dimension: 'step' as const, key: String(place), now: true, ...people.step(kind, place) })),
]

const measureOf = { readers: 'reads', likers: 'likes', sharers: 'shares', followed: 'clicks', left_out: 'left_out' } as const

/** Lines that crowds were kept of, as the guard knows them. */
const fromLines = (lines: readonly CountedLine[]): Behind[] =>
  lines.flatMap(({ kind, ...line }) => (kind === 'connected' ? [] : [{ ...line, measure: measureOf[kind] }]))

/** Everybody of a part is all there are, where no part was asked for. */
const partIsWhole = (behind: Behind[], member_ids: readonly string[] | null): Behind[] => (member_ids === null ? behind.map((cell) => ({ ...cell, part: cell.whole })) : behind)

/** Who is behind what was done from the first span's beginning to the second's end, of which only totals and networks are told of the first; from the rows. */
const behindRows = async (ctx: Ctx, before: Span, now: Span, filters: Filters, member_ids: readonly string[] | null): Promise<Behind[]> => {
  const moments = { from: before.since, since: now.since, to: now.until }
  const some = member_ids ?? []
  return partIsWhole([
    ...await peopleBehindActivity(ctx, moments, onContents(filters), some),
    ...(await peopleBehindShares(ctx, moments, onShares(filters), some)).map((cell) => ({ ...cell, measure: 'shares' })),
    ...(await peopleBehindClicks(ctx, { from: before.from, since: now.from, to: now.to }, onShares(filters), some)).filter(({ measure, dimension }) => dimension !== 'all' || measure === 'left_out'),
  ], member_ids)
}

/** Who is behind the totals of both periods, and behind their lines. */
const behindOf = async (ctx: Ctx, period: Period, { filters, member_ids }: Narrowing, people: Gathering): Promise<Behind[]> => {
  if (people.lines) return [...fromLines(people.lines), ...gathered(people, period, 'likes', 'likers'), ...gathered(people, period, 'left_out', 'left_out')]
  const behind = await behindRows(ctx, period.previous, period, filters, member_ids && member_ids.now)
  // who was in a group then are others than who is in it now
  if (member_ids === null || member_ids.now === member_ids.before) return behind
  return [...behind.filter(({ now }) => now), ...(await behindRows(ctx, period.previous, period, filters, member_ids.before)).filter(({ now }) => !now)]
}

/** The figures that a filter by theme or network picks one from, of both periods. */
const pickedBy = async (ctx: Ctx, period: Period, dimension: Picked['dimension'], key: string | null, narrowing: Narrowing, filters: Filters, kept: Kept): Promise<Picked> => {
  const lines = await gatherLines(ctx, period, dimension, { ...narrowing, filters }, kept)
  if (lines) return { dimension, key, behind: fromLines(lines) }
  const { previous } = period
  const now = await behindRows(ctx, period, period, filters, narrowing.member_ids && narrowing.member_ids.now)
  const before = await behindRows(ctx, previous, previous, filters, narrowing.member_ids && narrowing.member_ids.before)
  return { dimension, key, behind: [...now, ...before.map((cell) => ({ ...cell, now: false }))] }
}

/** What keeps figures from pointing at somebody. An organisation that never had five members has nothing to hide them in. */
export const guardOf = async (ctx: Ctx, period: Period, narrowing: Narrowing, { people, with_contents }: Measured, kept: Kept): Promise<Guard> => {
  const { filters } = narrowing
  if (isOpen(narrowing)) return open
  const { theme_id, network, ...parts } = filters
  const on_nobodys = network !== undefined && isNobodys(network)
  const picked = [
    ...(theme_id === undefined ? [] : [await pickedBy(ctx, period, 'theme', theme_id, narrowing, { ...parts, network }, kept)]),
    ...(network === undefined || on_nobodys ? [] : [await pickedBy(ctx, period, 'network', network, narrowing, { ...parts, theme_id }, kept)]),
  ]
  const behind = await behindOf(ctx, period, narrowing, people)
  const guard = guardFrom([
    ...gathered(people, period, 'reads', 'readers'), ...gathered(people, period, 'shares', 'sharers'), ...gathered(people, period, 'clicks', 'followed'),
    ...behind, ...with_contents,
  ], picked)
  return on_nobodys ? openOnNobodys(guard) : guard
}
