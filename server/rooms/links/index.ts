export { anonymiseSharer, createLink, isLinked, rememberSharer, removeLinks, restoreLinks, retarget, slugKey, updatePreviews, type LinkDraft } from './actions.ts'
export { recordHits, rollUpPast, type PastRequest } from './history.ts'
export { jobs } from './jobs.ts'
export { personalData } from './personal-data.ts'
export type { Preview } from './preview.ts'
export { peopleBehindClicks } from './queries/behind.ts'
export {
  countClicks, countClicksBy, countClicksOfSharers, countDrops, countOwnClicksBy, followedSharerIds,
  type ClickCount, type ClickDimension, type ClickFilter, type OwnDimension, type OwnFilter,
} from './queries/clicks.ts'
export { redirectService, type RedirectOptions, type RedirectService } from './redirect/service.ts'
export { rollUp } from './rollups.ts'
export { addDays, dayIn, dropReasonNames, linkAddress, newSlug, type DropReason } from './rules.ts'
export { subscriptions } from './subscriptions.ts'
