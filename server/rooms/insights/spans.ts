import type { Days } from '#kit/days'

const day = (text: string) => Temporal.PlainDate.from(text)
export const daysAfter = (date: string, days: number): string => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

/** The last so many days, of which today is not over: what is kept of them ends yesterday. */
export const boards = [7, 30, 90, 365] as const
/** As many whole months as a period and the one before it may reach back. */
const monthsKept = 73
/** As many whole weeks as a year has: periods of one's own choice begin and end within months. */
const weeksKept = 53

/** What is worth keeping once `last` is over: the boards of tomorrow's today, the month so far, whole months, and whole weeks (Monday to Sunday). */
export const spansToKeep = (last: string): Days[] => {
  const end = day(last)
  const month = end.with({ day: 1 })
  const ended = end.add({ days: 1 }).day === 1 ? end : month.subtract({ days: 1 })
  const months = Array.from({ length: monthsKept }, (_, back) => {
    const first = ended.with({ day: 1 }).subtract({ months: back })
    return { from: first.toString(), to: first.add({ months: 1 }).subtract({ days: 1 }).toString() }
  })
  const sunday = end.subtract({ days: end.dayOfWeek % 7 })
  const weeks = Array.from({ length: weeksKept }, (_, back) => ({ from: sunday.subtract({ weeks: back, days: 6 }).toString(), to: sunday.subtract({ weeks: back }).toString() }))
  const so_far = ended === end ? [] : [{ from: month.toString(), to: last }]
  const all = [...boards.map((days) => ({ from: daysAfter(last, 2 - days), to: last })), ...so_far, ...months, ...weeks]
  return [...new Map(all.map((span) => [`${span.from} ${span.to}`, span])).values()]
}

const days = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 86_400_000
/** A span takes about as long to read as so many days to count. */
const span_days = 2

interface Way { cost: number; span: Days | null; next: string }

/** The way of least work from each point at which something begins or ends to the last of them. */
const waysThrough = (points: readonly string[], spans: readonly Days[]): Map<string, Way> => {
  const from = Map.groupBy(spans, (span) => span.from)
  const ways = new Map<string, Way>()
  for (const [back, point] of points.toReversed().entries()) {
    const next = points[points.length - back]
    if (next === undefined) continue
    const rest = (to: string) => ways.get(to)?.cost ?? 0
    const counted: Way = { cost: days(point, next) + rest(next), span: null, next }
    const read = (from.get(point) ?? []).map((span): Way => ({ span, next: daysAfter(span.to, 1), cost: span_days + rest(daysAfter(span.to, 1)) }))
    ways.set(point, read.reduce((best, way) => (way.cost < best.cost || (way.cost === best.cost && way.next > best.next) ? way : best), counted))
  }
  return ways
}

/** Covers days by spans that are kept, with the least work in all, and leaves the gaps between them. */
export const coverBy = (spans: readonly Days[], { from, to }: Days): { spans: Days[]; gaps: Days[] } => {
  const usable = spans.filter((span) => span.from >= from && span.to <= to)
  const points = [...new Set([from, daysAfter(to, 1), ...usable.flatMap((span) => [span.from, daysAfter(span.to, 1)])])].toSorted()
  const ways = waysThrough(points, usable)
  const cover: { spans: Days[]; gaps: Days[] } = { spans: [], gaps: [] }
  for (let at = from, way = ways.get(at); way !== undefined; at = way.next, way = ways.get(at)) {
    const last = cover.gaps.at(-1)
    if (way.span) cover.spans.push(way.span)
    else if (last && daysAfter(last.to, 1) === at) last.to = daysAfter(way.next, -1)
    else cover.gaps.push({ from: at, to: daysAfter(way.next, -1) })
  }
  return cover
}

/** What lies within some days of each of these. */
export const clip = (all: readonly Days[], { from, to }: Days): Days[] =>
  all.map((days) => ({ from: days.from > from ? days.from : from, to: days.to < to ? days.to : to })).filter((days) => days.from <= days.to)
