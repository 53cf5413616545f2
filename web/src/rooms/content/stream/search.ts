import type { Tribe } from '@portevoix/contract/shapes'

export type Show = 'all' | 'unread' | 'to_read' | 'to_share'
export const shows: readonly Show[] = ['all', 'unread', 'to_read', 'to_share']

/** What is for colleagues alone never reaches the customers' tribe, so that there is nothing to tell apart for them. */
export const showsOf = (tribe: Tribe | undefined): readonly Show[] => (tribe === 'customers' ? ['all', 'unread'] : shows)

/** How the feed is narrowed; lives in the address, so that going back finds it again. */
export interface FeedSearch { show?: Show; theme_id?: string; words?: string }

export const searchOf = (raw: Record<string, unknown>): FeedSearch => {
  const show = shows.find((one) => one === raw.show)
  return {
    ...(show && show !== 'all' && { show }),
    ...(typeof raw.theme_id === 'string' && { theme_id: raw.theme_id }),
    ...(typeof raw.words === 'string' && raw.words.trim() !== '' && { words: raw.words.slice(0, 200) }),
  }
}
