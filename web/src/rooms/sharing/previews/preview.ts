import type { NetworkId } from '@portevoix/contract/networks/shape'

/** What a link's card shows: the content's own metadata. */
export interface PreviewContent {
  title: string
  description: string | null
  image_url: string | null
  image_alt: string | null
}

export interface PreviewAuthor {
  name: string
  avatar_url: string | null
}

export interface PreviewProps {
  network: NetworkId
  /** The text as the person wrote it, hashtags included, link not. */
  caption: string
  /** The tracked link of the share, when there is one. */
  link: string | null
  content: PreviewContent
  author: PreviewAuthor
}

/** How each network lays out the card of a link. */
export type CardStyle = 'large' | 'compact' | 'titled'
