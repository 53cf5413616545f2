import type { NetworkId } from '@portevoix/contract/networks/shape'
import { graphemes } from '@portevoix/contract/networks/text'

/** The part of a text that a feed shows before “see more”, without cutting a character; null when all of it is shown. */
export const folded = (text: string, fold: { characters: number; lines: number } | null): string | null => {
  if (fold === null) return null
  const lines = text.split('\n')
  const first = lines.slice(0, fold.lines).join('\n')
  const characters = graphemes(first)
  if (lines.length <= fold.lines && characters.length <= fold.characters) return null
  return characters.slice(0, fold.characters).join('').trimEnd()
}

/** The host of an address as cards show it, without `www.`; '' for what is not an address. */
export const domainOf = (address: string): string => {
  if (!URL.canParse(address)) return ''
  return new URL(address).hostname.replace(/^www\./, '')
}

const withoutScheme = (address: string): string => address.replace(/^https?:\/\/(?:www\.)?/i, '')

const cut = (text: string, length: number, mark: string): string => (text.length > length ? text.slice(0, length) + mark : text)

/** How a network writes an address inside a post: X and Mastodon keep about 30 characters, Bluesky the host and 13 more. */
export const shownAddress = (address: string, network: NetworkId): string => {
  switch (network) {
    case 'x':
    case 'mastodon':
      return cut(withoutScheme(address), 30, '…')
    case 'bluesky': {
      const bare = address.replace(/^https?:\/\//i, '').replace(/\/$/, '')
      const host = bare.split(/[/?#]/, 1)[0] ?? ''
      const path = bare.slice(host.length)
      return host + (path.length > 15 ? `${path.slice(0, 13)}...` : path)
    }
    default:
      return address
  }
}

/** X hides the address of the card when it ends the post. */
export const withoutCardAddress = (text: string, link: string | null, network: NetworkId): string =>
  network === 'x' && link !== null && text.endsWith(link) ? text.slice(0, -link.length).trimEnd() : text

/** One or two letters for a person without a picture. */
export const initials = (name: string): string => {
  const words = name.trim().split(/[\s-]+/u).filter((word) => word !== '')
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => graphemes(word ?? '')[0] ?? '')
  return letters.join('').toLocaleUpperCase()
}
