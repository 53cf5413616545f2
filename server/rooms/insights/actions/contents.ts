import type { ContentLine, Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { reachedContents } from '#room/content'
import type { ClickCount } from '#room/links'
import { themesByIds } from '#room/programme'
import type { ShareCount } from '#room/sharing'
import { onPeople } from '../filters.ts'
import type { Guard } from '../guards.ts'
import { pointsAtSomebody } from '../rules.ts'
import type { Narrowing } from './filters.ts'

export type Row<Count> = Count & { key: string | null }
export interface Activity { reads: number; likes: number }
/** A period's figures by content. */
export interface ByContent { activity: Row<Activity>[]; shares: Row<ShareCount>[]; clicks: Row<ClickCount>[] }

const ranked = 10

/** Counts by another key than they came by. */
const addUp = <Line, Count>(lines: readonly (Line & Count)[], keyOf: (line: Line) => string | null, plus: (one: Count, other: Count) => Count): Row<Count>[] => {
  const totals = new Map<string | null, Count>()
  for (const line of lines) {
    const key = keyOf(line)
    const known = totals.get(key)
    totals.set(key, known === undefined ? line : plus(known, line))
  }
  return [...totals].map(([key, count]) => ({ ...count, key }))
}

export const addReads = <Line>(lines: readonly (Line & Activity)[], keyOf: (line: Line) => string | null): Row<Activity>[] =>
  addUp(lines, keyOf, (one: Activity, other) => ({ reads: one.reads + other.reads, likes: one.likes + other.likes }))

export const plusShares = (one: ShareCount, other: ShareCount): ShareCount =>
  ({ opened: one.opened + other.opened, declared: one.declared + other.declared, confirmed: one.confirmed + other.confirmed })
export const addShares = <Line>(lines: readonly (Line & ShareCount)[], keyOf: (line: Line) => string | null): Row<ShareCount>[] => addUp(lines, keyOf, plusShares)

const byKey = <Count>(rows: readonly Row<Count>[]) => new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row] as const])))

/** Themes by id, as lines show them. */
export const themeNames = async (ctx: Ctx, ids: readonly (string | null)[]) => {
  const themes = await themesByIds(ctx, [...new Set(ids.flatMap((id) => id ?? []))])
  return new Map(themes.map(({ id, name, colour }) => [id, { id, name, colour }]))
}

/** The first contents by reads, by shares and by clicks. */
export const contentRankings = async (ctx: Ctx, rows: ByContent, { filters }: Narrowing, guard: Guard): Promise<Dashboard['rankings']> => {
  const activity = byKey(rows.activity)
  const shares = byKey(rows.shares)
  const clicks = byKey(rows.clicks)
  const figures = (id: string) => ({
    reads: guard.cell('reads', 'content', id, activity.get(id)?.reads ?? 0), likes: guard.cell('likes', 'content', id, activity.get(id)?.likes ?? 0),
    shares: guard.cell('shares', 'content', id, shares.get(id)?.opened ?? 0), clicks: guard.cell('clicks', 'content', id, clicks.get(id)?.clicks ?? 0),
  })
  const all = [...new Set([...activity.keys(), ...shares.keys(), ...clicks.keys()])].map((id) => ({ id, ...figures(id) }))
  // ids by their plain order: comparing them as words of a language took most of the time
  const first = (measure: 'reads' | 'shares' | 'clicks') =>
    all.filter((line) => (line[measure] ?? 0) > 0).sort((one, other) => (other[measure] ?? 0) - (one[measure] ?? 0) || (one.id < other.id ? -1 : 1)).slice(0, ranked)
  const lists = { reads: first('reads'), shares: first('shares'), clicks: first('clicks') }
  const contents = await reachedContents(ctx, [...new Set(Object.values(lists).flat().map(({ id }) => id))], onPeople(filters))
  const themes = await themeNames(ctx, [...contents.values()].map(({ theme_id }) => theme_id))
  const present = (list: typeof all): ContentLine[] => list.flatMap(({ id, ...line }) => {
    const content = contents.get(id)
    if (!content || pointsAtSomebody(content)) return []
    const theme = content.theme_id === null ? null : themes.get(content.theme_id) ?? null
    return [{ content_id: id, title: content.title, theme, published_at: content.published_at?.toISOString() ?? null, offered: content.offered_to_part, ...line }]
  })
  return { reads: present(lists.reads), shares: present(lists.shares), clicks: present(lists.clicks) }
}
