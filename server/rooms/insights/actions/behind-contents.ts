import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import { besideOf } from '#kit/within'
import type { Days } from '#kit/days'
import { actorsOfContents, peopleBehindContents, themesOfContents } from '#room/content'
import { followedBehindContents, followedOfContents } from '#room/links'
import { rememberedNumbers } from '#room/people'
import { sharersBehindContents, sharersOfContents } from '#room/sharing'
import { onShares } from '../filters.ts'
import type { Behind } from '../guards.ts'
import { contentCrowds, countBehindKept } from '../queries/span-crowds.ts'
import { readSpanFew } from '../queries/span-few.ts'
import { daysOf, type Period } from '../rules.ts'
import { clip, coverBy, daysAfter } from '../spans.ts'
import { numbered, type ContentActors, type LiveContents } from './acts.ts'
import type { Narrowing } from './filters.ts'
import { isKept } from './gather.ts'
import type { Kept } from './kept.ts'

/** Who read, liked and shared these contents on some days, and whose links to them were followed or asked for by what is left out; ids may come more than once. */
export const actorsOf = async (ctx: Ctx, asked: readonly Days[], time_zone: string, content_ids: readonly string[]): Promise<ContentActors[]> => {
  const [known, readers, likers, sharers, followed] = await together([
    rememberedNumbers(ctx), actorsOfContents(ctx, 'read', asked, time_zone, content_ids), actorsOfContents(ctx, 'liked', asked, time_zone, content_ids),
    sharersOfContents(ctx, asked, time_zone, content_ids), followedOfContents(ctx, asked, content_ids),
  ])
  return numbered(ctx, [
    ...readers.map((row) => ({ ...row, kind: 'readers' as const })), ...likers.map((row) => ({ ...row, kind: 'likers' as const })), ...sharers.map((row) => ({ ...row, kind: 'sharers' as const })),
    ...followed.map(({ left_out, ...row }) => ({ ...row, kind: left_out ? 'left_out' as const : 'followed' as const })),
  ], known)
}

type Counted = Omit<Behind, 'theme_id'>

/** What was done with some contents on days that no span covers: what is known of the last of them, the others from the rows. */
const between = async (ctx: Ctx, time_zone: string, gaps: readonly Days[], { days: last, actors }: LiveContents, content_ids: readonly string[]): Promise<ContentActors[]> => {
  const known = last !== null && gaps.some(({ from, to }) => from <= last.from && to >= last.to)
  const asked = known ? clip(gaps, { from: '0001-01-01', to: daysAfter(last.from, -1) }) : gaps
  const wanted = new Set(content_ids)
  const read = asked.length === 0 ? [] : await actorsOf(ctx, asked, time_zone, content_ids)
  return [...known ? actors.filter(({ content_id }) => wanted.has(content_id)) : [], ...read]
}

/** From the spans, and the rows of the days between; as far as anybody is behind them. */
const behindKept = async (ctx: Ctx, period: Period, { members: { size, freed }, part }: Narrowing, kept: Kept, since: LiveContents, content_ids: readonly string[]): Promise<Counted[] | null> => {
  const { spans, gaps } = coverBy(kept.spans, daysOf(period))
  if (spans.length === 0) return null
  const acted = (await together([between(ctx, period.time_zone, gaps, since, content_ids), readSpanFew(ctx, spans, content_ids)])).flat()
  // on different days somebody may do the same twice
  const live = [...Map.groupBy(acted, ({ kind, content_id }) => `${kind} ${content_id}`).values()].flatMap((rows) => {
    const [first] = rows
    const known = new Set(rows.flatMap(({ numbers }) => numbers))
    // what is kept still holds the numbers of who left just now
    const of = [...known].filter((number) => number < size && !freed?.has(number))
    return first === undefined ? [] : [{ kind: first.kind, content_id: first.content_id, members: of, mine: part === null ? of : of.filter((number) => part.now.has(number)) }]
  })
  const counted = await countBehindKept(ctx, { spans, content_ids, live, size, freed: freed?.write() ?? null, part: part?.now.write() ?? null })
  return counted.filter(({ whole }) => whole > 0).map(({ kind, content_id, ...counts }) => ({ ...counts, measure: contentCrowds[kind], dimension: 'content', key: content_id, now: true }))
}

/** From the rows of the whole period. */
const behindRows = async (ctx: Ctx, period: Period, { filters, member_ids }: Narrowing, content_ids: readonly string[]): Promise<Counted[]> => {
  const [moments, some] = [{ since: period.since, to: period.until }, member_ids?.now ?? []]
  const [people, sharers, followed] = await together([
    peopleBehindContents(ctx, moments, some, content_ids), sharersBehindContents(ctx, moments, onShares(filters), some, content_ids),
    followedBehindContents(ctx, { since: period.from, to: period.to }, onShares(filters), some, content_ids),
  ])
  const behind: Counted[] = [...people, ...sharers.map((cell) => ({ ...cell, measure: 'shares' })), ...followed]
  // everybody of a part is all there are, where no part was asked for
  return member_ids === null ? behind.map((cell) => ({ ...cell, part: cell.whole })) : behind
}

/** Who is behind what was done of each of these contents. */
export const behindContents = async (ctx: Ctx, period: Period, narrowing: Narrowing, kept: Kept, since: LiveContents, content_ids: readonly string[]): Promise<Behind[]> => {
  if (content_ids.length === 0) return []
  const [themes, known] = await together([
    themesOfContents(besideOf(ctx), content_ids), isKept(narrowing.filters) ? behindKept(ctx, period, narrowing, kept, since, content_ids) : null,
  ])
  return (known ?? await behindRows(ctx, period, narrowing, content_ids)).map((cell) => ({ ...cell, theme_id: themes.get(cell.key ?? '') ?? null }))
}
