import type { ContentState } from '@portevoix/contract/content/contents'

export const states = ['draft', 'scheduled', 'published', 'expired'] as const satisfies readonly ContentState[]

/** What the list shows; lives in the address, so that going back finds it again. `state`: none was chosen yet, and the first that holds something opens. `begin`: the form of a new content is open. */
export interface ContentsSearch { state?: ContentState; theme_id?: string; words?: string; begin?: true }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const contentsSearchOf = (raw: Record<string, unknown>): ContentsSearch => {
  const state = states.find((one) => one === raw['state'])
  return {
    ...(state && { state }),
    ...(typeof raw['theme_id'] === 'string' && uuid.test(raw['theme_id']) && { theme_id: raw['theme_id'] }),
    ...(typeof raw['words'] === 'string' && raw['words'].trim() !== '' && { words: raw['words'].slice(0, 200) }),
    ...(raw['begin'] === true && { begin: true }),
  }
}
