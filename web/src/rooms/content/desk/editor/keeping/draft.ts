import type { Content, ContentChanges } from '@portevoix/contract/content/contents'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import type { Language, Tribe } from '@portevoix/contract/shapes'

export interface CaptionDraft {
  /** Stands for the caption on this screen, before and after the server gives it an id. */
  key: string
  id?: string
  network: NetworkId
  language: Language
  text: string
}

/** All that an editor changes of a content. */
export interface Draft {
  kind: 'link' | 'text'
  visibility: 'internal' | 'shareable'
  language: Language
  title: string
  body_html: string
  address: string | null
  media_id: string | null
  image_alt: string
  theme_id: string | null
  channel_id: string | null
  hashtags: readonly string[]
  campaign: string | null
  tribes: readonly Tribe[]
  group_ids: readonly string[]
  captions: readonly CaptionDraft[]
  expires_at: string | null
}
export type Field = keyof Draft

const fields = [
  'kind', 'title', 'address', 'body_html', 'media_id', 'image_alt', 'theme_id', 'channel_id', 'language', 'visibility', 'tribes', 'group_ids', 'captions', 'hashtags', 'campaign', 'expires_at',
] as const satisfies readonly Field[]

/** What is being typed: the server's cleaned form of it comes back only when the screen is opened again. */
const typed: readonly Field[] = ['title', 'body_html', 'address', 'image_alt', 'campaign']

export const draftOf = (content: Content): Draft => ({
  kind: content.kind, visibility: content.visibility, language: content.language, title: content.title, body_html: content.body_html, address: content.address,
  media_id: content.image?.media_id ?? null, image_alt: content.image_alt, theme_id: content.theme_id, channel_id: content.channel_id, hashtags: content.hashtags,
  campaign: content.campaign, tribes: content.tribes, group_ids: content.group_ids, captions: content.captions.map((caption) => ({ key: caption.id, ...caption })), expires_at: content.expires_at,
})

/** A value as it is compared: the instant rather than its spelling, captions without what only this screen knows. */
const essence = (field: Field, draft: Draft): string => {
  if (field === 'captions') return JSON.stringify(draft.captions.map(({ id, network, language, text }) => [id ?? null, network, language, text]))
  if (field === 'expires_at') return String(draft.expires_at === null ? null : Date.parse(draft.expires_at))
  return JSON.stringify(draft[field])
}

const differ = (field: Field, one: Draft, other: Draft): boolean => essence(field, one) !== essence(field, other)

export const changedFields = (before: Draft, after: Draft): Field[] => fields.filter((field) => differ(field, before, after))

/** The changes as the server takes them: only what changed, so that two people who change different fields lose nothing. */
export const changesOf = (before: Draft, after: Draft): ContentChanges => {
  const changed = new Set(changedFields(before, after))
  const plain = Object.fromEntries(fields.filter((field) => field !== 'captions' && changed.has(field)).map((field) => [field, after[field]]))
  return { ...plain, ...(changed.has('captions') && { captions: after.captions.map(({ id, network, language, text }) => ({ ...(id !== undefined && { id }), network, language, text })) }) }
}

/** `into`, with these fields as `from` has them. */
export const withFields = (into: Draft, from: Draft, some: readonly Field[]): Draft => ({ ...into, ...Object.fromEntries(some.map((field) => [field, from[field]])) })

/** What was just kept, next to what the person went on typing meanwhile. */
export const afterSave = (content: Content, sent: Draft, draft: Draft): { base: Draft; draft: Draft } => {
  const server = draftOf(content)
  const settled = fields.filter((field) => !typed.includes(field) && field !== 'captions')
  const untouched = settled.filter((field) => !differ(field, sent, draft))
  const ids = new Map(sent.captions.map(({ key }, place) => [key, content.captions[place]?.id]))
  const known = (captions: readonly CaptionDraft[]): CaptionDraft[] => captions.map((caption) => {
    const id = caption.id ?? ids.get(caption.key)
    return id === undefined ? caption : { ...caption, id }
  })
  return {
    base: { ...withFields(sent, server, settled), captions: known(sent.captions) },
    draft: { ...withFields(draft, server, untouched), captions: known(draft.captions) },
  }
}

export interface Rebase {
  /** Their version with one's changes upon it; one's own where both changed the same field. */
  merged: Draft
  /** What both changed, differently. */
  conflicts: Field[]
}

/**
 * Puts one's changes upon what somebody else saved. `seen` is the server's content as it was when these changes began; `base` the
 * same as this screen had it (its text was not cleaned yet).
 */
export const rebase = ({ seen, base, mine, theirs }: { seen: Draft; base: Draft; mine: Draft; theirs: Draft }): Rebase => {
  const own = changedFields(base, mine)
  return { merged: withFields(theirs, mine, own), conflicts: own.filter((field) => differ(field, seen, theirs) && differ(field, mine, theirs)) }
}

/** Whether an address may be sent: none, or a whole one. */
export const isWholeAddress = (address: string | null): boolean => address === null || /^https?:$/.test(URL.parse(address)?.protocol ?? '')
