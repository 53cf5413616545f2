import { tribe as tribes } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import type { Days } from '#kit/days'
import { Crowd } from '../crowd.ts'
import { contentsToGuard, looked } from '../guards.ts'
import { writeSpanCrowds, writeSpanLines, type ContentCrowd, type SpanCrowd } from '../queries/span-crowds.ts'
import { writeSpanFew, type SpanFew } from '../queries/span-few.ts'
import { deleteSpans, readSpans, writeSpan, writeSpanContents } from '../queries/spans.ts'
import { spansToKeep } from '../spans.ts'
import { actorsOf } from './behind-contents.ts'
import { figuresByContent } from './figures-by-content.ts'
import { keptWithin } from './kept.ts'

const always = { from: '0001-01-01', to: '9999-12-31' }
/** So many contents by each measure have their people kept as strings of bits, which are counted together sooner; of the others there are few. */
const kept = 2 * looked
/** Contents whose people are read at once: of many, and of few. */
const stride = 20
const fewStride = 200

/** Members' numbers as a string of bits, no longer than it has to be. */
export const bitsOf = (size: number, numbers: readonly number[]): string => Crowd.of(size, numbers).write()

/** Keeps who was behind these contents over a span. */
const keepPeople = async (ctx: Ctx, time_zone: string, size: number, span: Days, content_ids: readonly string[]): Promise<void> => {
  const acted = await actorsOf(ctx, [span], time_zone, content_ids)
  const rows = [...Map.groupBy(acted, ({ content_id }) => content_id).values()].flatMap((acts): SpanCrowd[] => {
    const [first] = acts
    if (first === undefined) return []
    const of = (kind: ContentCrowd) => bitsOf(size, acts.filter((act) => act.kind === kind).flatMap(({ numbers }) => numbers))
    return [{ content_id: first.content_id, programme_id: first.programme_id, readers: of('readers'), likers: of('likers'), sharers: of('sharers'), followed: of('followed'), left_out: of('left_out') }]
  })
  await writeSpanCrowds(ctx, span, rows)
}

const keepFew = async (ctx: Ctx, time_zone: string, span: Days, content_ids: readonly string[]): Promise<void> => {
  const acted = await actorsOf(ctx, [span], time_zone, content_ids)
  const rows = [...Map.groupBy(acted, ({ kind, content_id }) => `${kind} ${content_id}`).values()].flatMap((acts): SpanFew[] => {
    const [first] = acts
    return first === undefined ? [] : [{ ...first, numbers: [...new Set(acts.flatMap(({ numbers }) => numbers))] }]
  })
  await writeSpanFew(ctx, span, rows)
}

/** Keeps what contents came to over a span, who was behind each of them, and who was behind themes and networks. */
const keepSpan = async (ctx: Ctx, time_zone: string, size: number, span: Days, first: number): Promise<void> => {
  const known = await keptWithin(ctx, span)
  const figures = await figuresByContent(ctx, span, known)
  const by_tribe = await together(tribes.options.map(async (tribe) => ({ tribe, contents: await figuresByContent(ctx, span, known, { tribe }) })))
  await writeSpan(ctx, span)
  await writeSpanContents(ctx, span, figures)
  for (const { tribe, contents } of by_tribe) await writeSpanContents(ctx, span, contents, tribe)
  await writeSpanLines(ctx, span, size)
  const ranked = contentsToGuard(figures, first)
  for (let place = 0; place < ranked.length; place += stride) await keepPeople(ctx, time_zone, size, span, ranked.slice(place, place + stride))
  const among = new Set(ranked)
  const others = [...figures.keys()].filter((id) => !among.has(id))
  for (let place = 0; place < others.length; place += fewStride) await keepFew(ctx, time_zone, span, others.slice(place, place + fewStride))
}

/** Brings the spans up to days that have changed since, makes those that are missing, and forgets those that are of no use any more. `first`: of how many contents by each measure the people are kept as strings of bits. */
export const keepSpans = async (ctx: Ctx, time_zone: string, size: number, last: string, changed: readonly string[], first = kept): Promise<void> => {
  const known = await readSpans(ctx, always)
  const wanted = spansToKeep(last)
  const same = (one: Days) => (other: Days) => one.from === other.from && one.to === other.to
  await deleteSpans(ctx, known.filter((span) => !wanted.some(same(span)) || changed.some((day) => day >= span.from && day <= span.to)))
  const left = await readSpans(ctx, always)
  // months first: what is longer is made of them
  for (const span of wanted.filter((one) => !left.some(same(one))).reverse()) await keepSpan(ctx, time_zone, size, span, first)
}
