import type { ContentLine, Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { reachedContents } from '#room/content'
import { themesByIds } from '#room/programme'
import { onPeople } from '../filters.ts'
import type { Guard } from '../guards.ts'
import type { Narrowing } from './filters.ts'
import type { Measured } from './measure.ts'

const ranked = 10

/** Themes by id, as lines show them. */
export const themeNames = async (ctx: Ctx, ids: readonly (string | null)[]) => {
  const themes = await themesByIds(ctx, [...new Set(ids.flatMap((id) => id ?? []))])
  return new Map(themes.map(({ id, name, colour }) => [id, { id, name, colour }]))
}

/** The first contents by reads, by shares and by clicks. */
export const contentRankings = async (ctx: Ctx, { contents, foremost }: Pick<Measured, 'contents' | 'foremost'>, { filters }: Narrowing, guard: Guard): Promise<Dashboard['rankings']> => {
  const looked = new Set(foremost)
  const all = [...contents].filter(([id]) => looked.has(id)).map(([id, { reads, likes, shares, clicks }]) => ({
    id, reads: guard.cell('reads', 'content', id, reads), likes: guard.cell('likes', 'content', id, likes),
    shares: guard.cell('shares', 'content', id, shares), clicks: guard.cell('clicks', 'content', id, clicks),
  }))
  // ids by their plain order: comparing them as words of a language took most of the time
  const first = (measure: 'reads' | 'shares' | 'clicks') =>
    all.filter((line) => (line[measure] ?? 0) > 0).sort((one, other) => (other[measure] ?? 0) - (one[measure] ?? 0) || (one.id < other.id ? -1 : 1)).slice(0, ranked)
  const lists = { reads: first('reads'), shares: first('shares'), clicks: first('clicks') }
  const reached = await reachedContents(ctx, [...new Set(Object.values(lists).flat().map(({ id }) => id))], onPeople(filters))
  const themes = await themeNames(ctx, [...reached.values()].map(({ theme_id }) => theme_id))
  const present = (list: typeof all): ContentLine[] => list.flatMap(({ id, ...counts }) => {
    const content = reached.get(id)
    if (!content) return []
    const theme = content.theme_id === null ? null : themes.get(content.theme_id) ?? null
    return [{ content_id: id, title: content.title, theme, published_at: content.published_at?.toISOString() ?? null, offered: content.offered_to_part, ...counts }]
  })
  return { reads: present(lists.reads), shares: present(lists.shares), clicks: present(lists.clicks) }
}
