import type { ContentLine, Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { reachedContents } from '#room/content'
import { themesByIds } from '#room/programme'
import { onPeople } from '../filters.ts'
import type { Guard } from '../guards.ts'
import { pointsAtSomebody } from '../rules.ts'
import type { ByContent } from './figures-by-content.ts'
import type { Narrowing } from './filters.ts'

const ranked = 10
/** More than are shown, since some of them may turn out to point at somebody. */
const candidates = 30

/** Themes by id, as lines show them. */
export const themeNames = async (ctx: Ctx, ids: readonly (string | null)[]) => {
  const themes = await themesByIds(ctx, [...new Set(ids.flatMap((id) => id ?? []))])
  return new Map(themes.map(({ id, name, colour }) => [id, { id, name, colour }]))
}

/** The first contents by reads, by shares and by clicks. */
export const contentRankings = async (ctx: Ctx, contents: ByContent, { filters }: Narrowing, guard: Guard): Promise<Dashboard['rankings']> => {
  const all = [...contents].map(([id, { reads, likes, shares, clicks }]) => ({
    id, reads: guard.cell('reads', 'content', id, reads), likes: guard.cell('likes', 'content', id, likes),
    shares: guard.cell('shares', 'content', id, shares), clicks: guard.cell('clicks', 'content', id, clicks),
  }))
  // ids by their plain order: comparing them as words of a language took most of the time
  const first = (measure: 'reads' | 'shares' | 'clicks') =>
    all.filter((line) => (line[measure] ?? 0) > 0).sort((one, other) => (other[measure] ?? 0) - (one[measure] ?? 0) || (one.id < other.id ? -1 : 1)).slice(0, candidates)
  const lists = { reads: first('reads'), shares: first('shares'), clicks: first('clicks') }
  const reached = await reachedContents(ctx, [...new Set(Object.values(lists).flat().map(({ id }) => id))], onPeople(filters))
  const themes = await themeNames(ctx, [...reached.values()].map(({ theme_id }) => theme_id))
  const present = (list: typeof all, by: 'reads' | 'shares' | 'clicks'): ContentLine[] => list.flatMap(({ id, ...counts }) => {
    const content = reached.get(id)
    if (!content || pointsAtSomebody(content) || guard.few(by, content.theme_id)) return []
    const told = (measure: keyof typeof counts) => (guard.few(measure, content.theme_id) && counts[measure] !== 0 ? null : counts[measure])
    const line = { reads: told('reads'), likes: told('likes'), shares: told('shares'), clicks: told('clicks') }
    const theme = content.theme_id === null ? null : themes.get(content.theme_id) ?? null
    return [{ content_id: id, title: content.title, theme, published_at: content.published_at?.toISOString() ?? null, offered: content.offered_to_part, ...line }]
  }).slice(0, ranked)
  return { reads: present(lists.reads, 'reads'), shares: present(lists.shares, 'shares'), clicks: present(lists.clicks, 'clicks') }
}
