import type { Dashboard, FilterName } from '@portevoix/contract/insights'
import type { Tribe } from '@portevoix/contract/shapes'

/** What the dashboard is narrowed to; each narrows what the others leave. Theme null: contents without one. */
export interface Filters {
  programme_id?: string | undefined
  theme_id?: string | null | undefined
  tribe?: Tribe | undefined
  group_id?: string | undefined
  network?: string | undefined
}

export const onContents = ({ programme_id, theme_id }: Filters) => ({ programme_id, theme_id })
/** Reading and liking know no network. */
export const onActivity = ({ programme_id, theme_id, tribe, group_id }: Filters) => ({ programme_id, theme_id, tribe, group_id })
export const onPeople = ({ tribe, group_id }: Filters) => ({ tribe, group_id })
export const onShares = ({ programme_id, theme_id, network }: Filters) => ({ programme_id, theme_id, network })

/** Whether what is left is a part of the people, whose figures could point at somebody: those of a tribe, of a group, of a programme. */
export const isPart = ({ programme_id, tribe, group_id }: Filters): boolean => programme_id !== undefined || tribe !== undefined || group_id !== undefined

type Told = keyof Dashboard['unfollowed']

/** What a figure, or a chapter, has nothing to do with: who comes to Portevoix comes under no theme, a reading happens on no network. */
const strangers: Record<Told, readonly FilterName[]> = {
  connected: ['theme', 'network'], readers: ['network'], sharers: [], published: ['network'], reads: ['network'], likes: ['network'], shares: [], clicks: [],
  funnel: ['programme', 'theme', 'network'], readers_and_sharers: ['network'],
}

/** The filters that are on and that a figure or a chapter cannot follow: it is told without them, and says so. */
export const unfollowedOf = ({ programme_id, theme_id, network }: Filters): Dashboard['unfollowed'] => {
  const on: Partial<Record<FilterName, boolean>> = { programme: programme_id !== undefined, theme: theme_id !== undefined, network: network !== undefined }
  const of = (told: Told): FilterName[] => strangers[told].filter((name) => on[name])
  return {
    connected: of('connected'), readers: of('readers'), sharers: of('sharers'), published: of('published'), reads: of('reads'), likes: of('likes'), shares: of('shares'), clicks: of('clicks'),
    funnel: of('funnel'), readers_and_sharers: of('readers_and_sharers'),
  }
}
