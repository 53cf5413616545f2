import type { MediaNs } from 'feedsmith'
import { resolveAddress } from '../addresses.ts'

const looksLikeImage = (address: string) => /\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)/i.test(address)

const ofContents = (contents: readonly MediaNs.Content[] | undefined) => contents?.find(({ url, medium, type }) =>
  url && (medium === 'image' || type?.startsWith('image/') || (!medium && !type && looksLikeImage(url))))?.url
  ?? contents?.flatMap(({ thumbnails }) => thumbnails ?? [])[0]?.url

/** Media RSS: the image itself, else a thumbnail, alone or in a group. */
export const mediaImage = (media: MediaNs.ItemOrFeed | undefined): string | undefined =>
  ofContents(media?.contents) ?? ofContents(media?.groups?.[0]?.contents) ?? media?.thumbnails?.[0]?.url ?? media?.groups?.[0]?.thumbnails?.[0]?.url

export const enclosedImage = (enclosures: readonly { url?: string; type?: string }[] | undefined): string | undefined =>
  enclosures?.find(({ url, type }) => url && (type ? type.startsWith('image/') : looksLikeImage(url)))?.url

/** The first image of a text that is not there to count its readers. */
export const pictured = (html: string | undefined): string | undefined => {
  for (const [tag] of (html ?? '').slice(0, 100_000).matchAll(/<img\b[^>]{0,2000}>/gi)) {
    const address = /\bsrc\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s>]+))/i.exec(tag)
    const found = address?.[1] ?? address?.[2] ?? address?.[3]
    if (found && !/\b(?:width|height)\s*=\s*["']?[01](?:px)?\b/i.test(tag) && !found.startsWith('data:')) return found.replace(/&amp;/g, '&')
  }
  return undefined
}

export const firstImage = (candidates: readonly (string | undefined)[], base: string): string | null => {
  for (const candidate of candidates) {
    const found = resolveAddress(candidate, base)
    if (found !== null) return found
  }
  return null
}
