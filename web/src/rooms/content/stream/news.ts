import type { Card } from '@portevoix/contract/feed'

type Known = Pick<Card, 'id' | 'published_at'>

/**
 * Those of a fresh first page that came since the shown ones were read: unknown, unread, and published after all of them, since
 * whatever was read meanwhile lets older contents move up.
 */
export const newsAmong = <One extends Pick<Card, 'id' | 'read' | 'published_at'>>(fresh: readonly One[], shown: readonly Known[]): One[] => {
  const known = new Set(shown.map(({ id }) => id))
  const latest = Math.max(...shown.map(({ published_at }) => Date.parse(published_at)))
  return fresh.filter(({ id, read, published_at }) => !read && !known.has(id) && Date.parse(published_at) > latest)
}
