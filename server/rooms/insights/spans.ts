/** Days in a row, both ends included. */
export interface Days { from: string; to: string }

const day = (text: string) => Temporal.PlainDate.from(text)
export const daysAfter = (date: string, days: number): string => day(date).add({ days }).toString()

/** The last so many days, of which today is not over: what is kept of them ends yesterday. */
export const boards = [7, 30, 90, 365] as const
/** As many whole months as a period and the one before it may reach back. */
const monthsKept = 73

/** What is worth keeping once `last` is over: the boards of tomorrow's today, and whole months. */
export const spansToKeep = (last: string): Days[] => {
  const end = day(last)
  const ended = end.add({ days: 1 }).day === 1 ? end : end.with({ day: 1 }).subtract({ days: 1 })
  const months = Array.from({ length: monthsKept }, (_, back) => {
    const first = ended.with({ day: 1 }).subtract({ months: back })
    return { from: first.toString(), to: first.add({ months: 1 }).subtract({ days: 1 }).toString() }
  })
  return [...boards.map((days) => ({ from: daysAfter(last, 2 - days), to: last })), ...months]
}

const longest = (spans: readonly Days[]): Days | undefined => spans.toSorted((one, other) => (one.to < other.to ? 1 : -1))[0]

/** Covers days by spans that are kept, the longest first, and leaves the gaps between them. */
export const coverBy = (spans: readonly Days[], { from, to }: Days): { spans: Days[]; gaps: Days[] } => {
  const cover: { spans: Days[]; gaps: Days[] } = { spans: [], gaps: [] }
  const usable = spans.filter((span) => span.from >= from && span.to <= to)
  for (let at = from; at <= to;) {
    const span = longest(usable.filter((one) => one.from === at))
    if (span) {
      cover.spans.push(span)
      at = daysAfter(span.to, 1)
      continue
    }
    const next = usable.map((one) => one.from).filter((first) => first > at).toSorted()[0]
    const end = next === undefined ? to : daysAfter(next, -1)
    cover.gaps.push({ from: at, to: end })
    at = daysAfter(end, 1)
  }
  return cover
}

/** What lies within some days of each of these. */
export const clip = (all: readonly Days[], { from, to }: Days): Days[] =>
  all.map((days) => ({ from: days.from > from ? days.from : from, to: days.to < to ? days.to : to })).filter((days) => days.from <= days.to)
