import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import type { Days } from '#kit/days'
import { changedDays as changedContent } from '#room/content'
import { changedDays as changedClicks } from '#room/links'
import { readClosedDays, type Closed } from '../queries/crowds.ts'
import { readSpans } from '../queries/spans.ts'

/** What is kept of days that were asked for. */
export interface Kept {
  /** The days that have crowds; null where none were kept yet. */
  closed: Closed | null
  /** Days that came to something else after they were kept. */
  changed: { content: readonly string[]; clicks: readonly string[] }
  /** Spans that still hold. */
  spans: readonly Days[]
}

/** What is kept within these days, and what of it still holds. */
export const keptWithin = async (ctx: Ctx, days: Days): Promise<Kept> => {
  const [content, clicks, all, closed] = await together([changedContent(ctx, days.from, days.to), changedClicks(ctx, days), readSpans(ctx, days), readClosedDays(ctx)])
  const changed = [...content, ...clicks]
  return { closed, changed: { content, clicks }, spans: all.filter(({ from, to }) => !changed.some((day) => day >= from && day <= to)) }
}
