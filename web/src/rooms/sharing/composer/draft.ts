import { hashtagName } from '@portevoix/contract/networks/hashtags'
import { startingText } from '@portevoix/contract/networks/post'
import type { Draft, Network } from '@portevoix/contract/networks/shape'

/** What a share begins with where nobody has written yet: the team's first caption, else the content's title, so that nobody faces an empty sheet. A mail has it for its subject already. */
export const openingText = (network: Network, caption: string | undefined, { title, hashtags }: { title: string; hashtags: readonly string[] }): string =>
  startingText(network, caption ?? (network.id === 'email' ? '' : title), hashtags)

/** What is about to be posted: the disclosure that the programme wants is always in it, once. */
export const draftOf = (caption: string, link: string | null, disclosure_hashtag: string | null): Draft =>
  ({ caption, link, hashtags: disclosure_hashtag ? [disclosure_hashtag] : [] })

/** The hashtag as it is shown, or null where the network's posts carry none. */
export const shownDisclosure = (network: Network, disclosure_hashtag: string | null): string | null => {
  const name = disclosure_hashtag === null ? '' : hashtagName(disclosure_hashtag)
  return name !== '' && network.advice.hashtags.max > 0 ? `#${name}` : null
}

/** Whether anything but the link will be posted. */
export const hasWords = (network: Network, draft: Draft): boolean => network.text({ ...draft, link: null }).trim() !== ''

export type Way =
  | { kind: 'dialog' | 'by_hand'; address: string
      /** What the person has to paste, because what opens does not take it; null for nothing. */
      copy: string | null }
  | { kind: 'impossible' }

const homes: Partial<Record<Network['id'], string>> = { instagram: 'https://www.instagram.com/' }

/**
 * How the post leaves: through the network's own window, or by hand. `impossible` while something that the network needs is
 * missing: the link that is being prepared, a Mastodon instance.
 */
export const wayOf = (network: Network, draft: Draft, title: string, instance: string): Way => {
  const address = network.dialog({ ...draft, title, instance }) ?? (network.how === 'assisted' ? homes[network.id] : undefined)
  if (draft.link === null || address === undefined) return { kind: 'impossible' }
  return { kind: network.how === 'assisted' ? 'by_hand' : 'dialog', address, copy: !network.keeps_caption && hasWords(network, draft) ? network.text(draft) : null }
}
