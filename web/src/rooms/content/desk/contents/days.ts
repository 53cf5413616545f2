import type { ContentLine } from '@portevoix/contract/content/contents'
import { toWall } from '#ui/zoned-time.ts'

export interface Day { day: string; contents: ContentLine[] }

const dayOf = (instant: string | Date, zone: string): string => toWall(instant, zone).slice(0, 10)

/** Contents by the day they are of, in the organisation's calendar, in the order they come. */
export const byDay = (contents: readonly ContentLine[], zone: string): Day[] => {
  const days: Day[] = []
  for (const content of contents) {
    const day = dayOf(content.placed_at, zone)
    const last = days.at(-1)
    if (last?.day === day) last.contents.push(content)
    else days.push({ day, contents: [content] })
  }
  return days
}

/** Yesterday, today and tomorrow have names of their own. */
export const nearName = (day: string, zone: string, now: Date = new Date()): 'yesterday' | 'today' | 'tomorrow' | null => {
  const distance = Math.round((Date.parse(`${day}T12:00:00Z`) - Date.parse(`${dayOf(now, zone)}T12:00:00Z`)) / 86_400_000)
  return distance === 0 ? 'today' : distance === 1 ? 'tomorrow' : distance === -1 ? 'yesterday' : null
}
