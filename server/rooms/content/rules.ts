import { networks } from '@portevoix/contract/networks/all'
import { sampleLink } from '@portevoix/contract/networks/sample-link'
import { networkIds } from '@portevoix/contract/networks/shape'
import type { ContentState, Obstacle } from '@portevoix/contract/content/contents'
import type { Tribe } from '@portevoix/contract/shapes'

/** Internal contents never reach the customers' tribe, whatever their editor asked for. */
export const audienceTribes = (visibility: string, tribes: readonly Tribe[]): Tribe[] =>
  visibility === 'internal' ? ['employees'] : tribes.length === 2 ? [] : [...new Set(tribes)]

export interface Publicity { kind: string; visibility: string; state: string; expires_at: Date | null }

/**
 * Whether the public may know of a content: then the links of its shares lead to it, and networks are shown what it says. A link
 * goes on leading to its page after it left the feed, for that page is somebody else's; a text is ours, and ends with its publication.
 */
export const isPublic = ({ kind, visibility, state, expires_at }: Publicity, now: Date): boolean =>
  visibility === 'shareable'
  && (kind === 'link' ? state === 'published' || state === 'expired' : state === 'published' && (expires_at === null || expires_at > now))

/** A hashtag as it is kept: without its `#`, each once. */
export const keptHashtags = (hashtags: readonly string[]): string[] => {
  const bare = hashtags.map((hashtag) => hashtag.trim().replace(/^#/, ''))
  return bare.filter((one, index) => one !== '' && bare.findIndex((other) => other.toLowerCase() === one.toLowerCase()) === index)
}

export interface CaptionDraft { network: string; text: string }

export interface PublishableContent {
  kind: string
  visibility: string
  title: string
  body_text: string
  address: string | null
  media_id: string | null
  image_alt: string
  theme_id: string | null
  hashtags: readonly string[]
  captions: readonly CaptionDraft[]
  expires_at: Date | null
  group_ids: readonly string[]
  /** Those of the groups that are still there. */
  known_group_ids: readonly string[]
}

const captionObstacles = ({ visibility, captions, hashtags }: PublishableContent): Obstacle[] => visibility === 'internal' ? [] : captions.flatMap(({ network, text }, index): Obstacle[] => {
  const field = `captions.${index}.text`
  if (text.trim() === '') return [{ field, code: 'caption_required' }]
  const id = networkIds.find((one) => one === network)
  if (id === undefined) return [{ field: `captions.${index}.network`, code: 'network_unknown' }]
  const whole = networks[id].text({ caption: text, link: sampleLink, hashtags })
  const { over, used, limit } = networks[id].count(whole, sampleLink)
  return over ? [{ field, code: 'caption_too_long', values: { network: networks[id].name, used, limit: limit ?? 0 } }] : []
})

/** What stands between a content and its ambassadors at `goes_out_at`; empty for one that may be published. */
export const obstaclesTo = (content: PublishableContent, goes_out_at: Date): Obstacle[] => [
  ...(content.title.trim() === '' ? [{ field: 'title', code: 'title_required' }] : []),
  ...(content.kind === 'link' && content.address === null ? [{ field: 'address', code: 'address_required' }] : []),
  ...(content.kind === 'text' && content.body_text.trim() === '' ? [{ field: 'body_html', code: 'body_required' }] : []),
  ...(content.media_id !== null && content.image_alt.trim() === '' ? [{ field: 'image_alt', code: 'image_alt_required' }] : []),
  ...(content.group_ids.some((id) => !content.known_group_ids.includes(id)) ? [{ field: 'group_ids', code: 'group_gone' }] : []),
  ...(content.theme_id === null ? [{ field: 'theme_id', code: 'theme_required' }] : []),
  ...(content.expires_at !== null && content.expires_at <= goes_out_at ? [{ field: 'expires_at', code: 'expires_too_early' }] : []),
  ...captionObstacles(content),
]

/**
 * The groups of an audience once one of them is gone: another in its place, or one less. Where it was the only one (`others`:
 * those that are still there), its name stays as that of nobody, since none at all would be everybody.
 */
export const groupsWithout = (group_ids: readonly string[], gone: string, replacement_id: string | null, others: readonly string[]): string[] => {
  if (replacement_id !== null) return [...new Set(group_ids.map((id) => (id === gone ? replacement_id : id)))]
  return others.length === 0 ? [...group_ids] : group_ids.filter((id) => id !== gone)
}

export type Verb = 'publish' | 'schedule' | 'unschedule' | 'expire'
const from: Readonly<Record<Verb, readonly ContentState[]>> = {
  publish: ['draft', 'scheduled', 'expired'], schedule: ['draft', 'scheduled'], unschedule: ['scheduled'], expire: ['published'],
}
export const mayDo = (verb: Verb, state: string): boolean => from[verb].some((one) => one === state)

/** Whether readers, or the hour of publication, already stand on what the content says: then a change must leave it whole. */
export const mustStayWhole = (state: string): boolean => state === 'scheduled' || state === 'published'

export interface SourceState { polled_at: Date | null; failures: number; last_error: string | null; paused_at: Date | null; stopped_at: Date | null }

/** One that failed and was asked for again waits until it has answered. */
export const healthOf = ({ polled_at, failures, last_error, paused_at, stopped_at }: SourceState) =>
  stopped_at ? 'stopped' : paused_at ? 'paused' : failures > 0 ? 'ailing' : polled_at && last_error === null ? 'healthy' : 'waiting'

/** Since when a source answers, or fails, once it did so again at `now`: a run of the same goes on, even over a rest. */
export const turnedAt = ({ last_error, turned_at }: { last_error: string | null; turned_at: Date | null }, outcome: 'answered' | 'failed', now: Date): Date =>
  turned_at !== null && (last_error !== null) === (outcome === 'failed') ? turned_at : now

/** Since when its health is what is shown; null before the first reading, and where nobody wrote it down. */
export const healthSince = (source: SourceState & { turned_at: Date | null }): Date | null =>
  healthOf(source) === 'waiting' ? null : source.stopped_at ?? source.paused_at ?? source.turned_at

const minute_ms = 60_000
const longestWaitMinutes = 48 * 60
const longestAskedWaitMinutes = 7 * 24 * 60

/**
 * When a source that failed is asked again: twice as long after each failure, at most two days, and never sooner than the
 * site itself asked for (`Retry-After`, RFC 9110 section 10.2.3; heeded up to a week).
 */
export const nextTry = (now: Date, poll_minutes: number, failures: number, retry_after_seconds: number | null): Date => {
  const backed_off = Math.min(poll_minutes * 2 ** Math.min(Math.max(failures - 1, 0), 10), Math.max(longestWaitMinutes, poll_minutes))
  const asked = Math.min((retry_after_seconds ?? 0) / 60, longestAskedWaitMinutes)
  return new Date(now.getTime() + Math.max(backed_off, asked) * minute_ms)
}

/** When a source that answered is asked again: at its own rhythm, or later where its answer says that it holds longer (`max-age`), up to a day. */
export const nextPoll = (now: Date, poll_minutes: number, max_age_seconds: number | null): Date =>
  new Date(now.getTime() + Math.max(poll_minutes, Math.min((max_age_seconds ?? 0) / 60, 24 * 60)) * minute_ms)

/** After so many failures in a row, two days apart for most, nobody is there any more: two months. */
export const failuresBeforeStop = 35

/** `Retry-After` in seconds: a number, or a date. */
export const retryAfterSeconds = (header: string | undefined, now: Date): number | null => {
  if (header === undefined) return null
  if (/^\d+$/.test(header.trim())) return Number(header.trim())
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.round((at - now.getTime()) / 1000))
}

export const maxAgeSeconds = (header: string | undefined): number | null => {
  const found = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(header ?? '')?.[1]
  return found === undefined ? null : Number(found)
}

/** Where an item stands in the inbox: its publication where that is believable, else when it was found. */
export const placeOf = (published_at: Date | null, found_at: Date): Date =>
  published_at !== null && published_at <= found_at && published_at.getTime() > Date.UTC(1990, 0) ? published_at : found_at
