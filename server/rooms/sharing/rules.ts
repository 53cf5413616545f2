import { createHash } from 'node:crypto'
import { anonymityThreshold } from '@portevoix/contract/anonymity'
import { isMarked } from '@portevoix/contract/campaign'
import type { ShareState } from '@portevoix/contract/sharing'

export interface Utm { source: string; medium?: string; campaign: string | null }

/** A campaign as analytics compare them: lower case, no accents, words joined by hyphens. */
const plain = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^-+|-+$/g, '')

/**
 * Where a share's link leads: the content's address with the campaign parameters that analytics read (source: the network,
 * medium: social where nothing else is said, campaign: the content's own). What the address has already stays as it was written, its fragment included;
 * nothing ever says who shared.
 *
 * An address that carries any utm_ parameter of its own is left alone. Analytics read the parameters of a visit as one
 * statement: a newsletter's source beside our medium would tell of a visit that never was.
 */
export const trackedTarget = (address: string, utm: Utm | null): string => {
  if (utm === null || !URL.canParse(address) || isMarked(address)) return address
  const added = [['utm_source', plain(utm.source)], ['utm_medium', plain(utm.medium ?? 'social')], ['utm_campaign', plain(utm.campaign ?? '')]]
    .filter(([, value = '']) => value !== '')
    .map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`)
  const [before, fragment] = splitOnce(address, '#')
  const joint = !before.includes('?') ? '?' : /[?&]$/.test(before) ? '' : '&'
  return `${before}${joint}${added.join('&')}${fragment === null ? '' : `#${fragment}`}`
}

const splitOnce = (text: string, separator: string): [string, string | null] => {
  const at = text.indexOf(separator)
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
}

/** The address of a text's own page on this installation, and what a key looks like. */
export const pagePath = (key: string): string => `/pages/${key}`
export const isPageKey = (text: string): boolean => /^[\w-]{20}$/.test(text)

interface OfferedCaption { id: string; network: string; language: string }

/** What a use of captions is compared in: those of one network, of the reader's language or of all others. */
export const comparedIn = ({ network, language }: Pick<OfferedCaption, 'network' | 'language'>, reader: string): string => `${network} ${language === reader ? 'own' : 'other'}`

/**
 * The uses that captions may be ordered by: of parts that enough people took one of. With fewer, the order would tell what one of them
 * did: of two captions, a single use moves the other to the front, for everybody. `fewest`: 1 where there is nobody to hide among.
 */
export const usesToOrderBy = (uses: readonly { caption_id: string; uses: number; people: number }[], fewest: number = anonymityThreshold): ReadonlyMap<string, number> =>
  new Map(uses.filter(({ people }) => people >= fewest).map((row) => [row.caption_id, row.uses]))

/** A place of its own for each member, content and caption, always the same: captions are spread evenly over those who share. */
const placeFor = (seed: string, id: string): string => createHash('sha256').update(`${seed} ${id}`).digest('hex')

/** For whom captions are ordered: their language, and what tells them (and the content) from others. */
export interface Chooser { language: string; seed: string }

/** A network's captions as they are offered: the member's language before others, the least used first, then as it falls for each member. */
export const offeredCaptions = <Caption extends OfferedCaption>(captions: readonly Caption[], network: string, { language, seed }: Chooser, uses: ReadonlyMap<string, number>): Caption[] =>
  captions.filter((caption) => caption.network === network).map((caption) => ({ caption, place: placeFor(seed, caption.id) })).sort((one, other) =>
    Number(other.caption.language === language) - Number(one.caption.language === language)
    || (uses.get(one.caption.id) ?? 0) - (uses.get(other.caption.id) ?? 0)
    || (one.place < other.place ? -1 : 1)).map(({ caption }) => caption)

const order: readonly ShareState[] = ['opened', 'declared', 'confirmed']

/** The furthest that is known of a share; null while it is only prepared. */
export const stateOf = (states: readonly ShareState[]): ShareState | null =>
  states.reduce<ShareState | null>((furthest, state) => (furthest === null || order.indexOf(state) > order.indexOf(furthest) ? state : furthest), null)

/** A preparation that nobody opened is taken up again for so long; its link outlives it, should the browser have failed to tell us. */
export const preparationsKeptDays = 30
export const preparationsKeptSince = (now: Date): Date => new Date(now.getTime() - preparationsKeptDays * 86_400_000)
