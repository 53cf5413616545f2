import type { Ctx } from '#kit/context'
import { dayIn } from '#room/links'
import { organisation } from '#room/organisations'
import {
  addTotals, insertLikes, insertReadings, insertSaves, insertViews, readPublished, type DayTotal, type MarkRow, type PastContent, type ReadingRow, type ViewRow,
} from '../queries/past.ts'
import { credible, isMeantFor, isRead, viewsKeptSince, type Person, type Reading } from '../rules.ts'

/** What a member did with one content: saw it, perhaps opened it (and how that went), liked it, put it aside. */
export interface PastVisit {
  member_id: string
  content_id: string
  viewed_at: Date
  opened?: Reading & { at: Date }
  liked_at?: Date
  saved_at?: Date
}

export interface PastCount { views: number; reads: number; likes: number; saves: number }

/** A visit that rules allow: the content was meant for the member, and out at that moment. */
const allowed = (content: PastContent | undefined, person: Person | undefined, { viewed_at }: PastVisit): content is PastContent =>
  content !== undefined && person !== undefined && isMeantFor(content, person)
  && viewed_at >= content.published_at && (content.expires_at === null || viewed_at < content.expires_at)

type Measure = keyof PastCount

/** Day totals in the making, by tribe and by group. */
const tally = (time_zone: string) => {
  const totals = { tribes: new Map<string, DayTotal>(), groups: new Map<string, DayTotal>() }
  const line = (of: 'tribes' | 'groups', content_id: string, day: string, tribe: string, group_id: string | null) =>
    totals[of].getOrInsertComputed(`${content_id} ${day} ${tribe} ${group_id}`, () => ({ content_id, day, tribe, group_id, views: 0, reads: 0, likes: 0, saves: 0 }))
  return {
    totals,
    /** Counts one more; gives the day it was counted on. */
    count(measure: Measure, content_id: string, { tribe, group_ids }: Person, at: Date): string {
      const day = dayIn(time_zone, at)
      line('tribes', content_id, day, tribe ?? 'employees', null)[measure] += 1
      for (const group_id of group_ids) line('groups', content_id, day, tribe ?? 'employees', group_id)[measure] += 1
      return day
    },
  }
}

/**
 * Records what members did with contents in the past, by the rules of today: whom a content is meant for, what may be believed of
 * a reading, when it counts. One visit a member and content; `people` by member. Gives what was counted.
 */
export const recordVisits = async (ctx: Ctx, people: ReadonlyMap<string, Person>, visits: readonly PastVisit[]): Promise<PastCount> => {
  const contents = new Map((await readPublished(ctx, [...new Set(visits.map(({ content_id }) => content_id))])).map((content) => [content.id, content]))
  const { totals, count } = tally((await organisation(ctx)).time_zone)
  const kept_since = viewsKeptSince(ctx.now)
  const views: ViewRow[] = []
  const readings: ReadingRow[] = []
  const marks: Record<'likes' | 'saves', MarkRow[]> = { likes: [], saves: [] }
  const counted: PastCount = { views: 0, reads: 0, likes: 0, saves: 0 }
  for (const visit of visits) {
    const { member_id, content_id, viewed_at, opened, liked_at, saved_at } = visit
    const content = contents.get(content_id)
    const person = people.get(member_id)
    if (!person || !allowed(content, person, visit)) continue
    const note = (measure: Measure, at: Date) => {
      counted[measure] += 1
      return count(measure, content_id, person, at)
    }
    note('views', viewed_at)
    if (viewed_at >= kept_since) views.push({ member_id, content_id, at: viewed_at })
    if (opened) {
      const left_at = new Date(opened.at.getTime() + opened.visible_seconds * 1000)
      const reading = credible(opened, opened.at, left_at)
      const read_at = isRead(reading, content) ? left_at : null
      if (read_at) note('reads', read_at)
      readings.push({ member_id, content_id, at: opened.at, visible_seconds: reading.visible_seconds, scrolled_percent: reading.scrolled_percent, read_at })
    }
    for (const [measure, at] of [['likes', liked_at], ['saves', saved_at]] as const) {
      if (at) marks[measure].push({ member_id, content_id, at, day: note(measure, at), tribe: person.tribe ?? 'employees', group_ids: person.group_ids })
    }
  }
  await insertViews(ctx, views)
  await insertReadings(ctx, readings)
  await insertLikes(ctx, marks.likes)
  await insertSaves(ctx, marks.saves)
  await addTotals(ctx, 'tribes', [...totals.tribes.values()])
  await addTotals(ctx, 'groups', [...totals.groups.values()])
  return counted
}
