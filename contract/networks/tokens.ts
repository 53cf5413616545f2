import { find } from './addresses.ts'
import { findHashtags } from './hashtags.ts'

export interface Token {
  kind: 'text' | 'link' | 'hashtag' | 'mention'
  text: string
  /** Where it begins in the whole text, in UTF-16 units. */
  start: number
}

const mention = /(?<![\p{L}\p{N}_@/.])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[a-z0-9.-]+\.[a-z]{2,})?/giu

/** The whole text cut into plain text and what networks colour: links, hashtags, mentions. Joined again, it is the text. */
export const tokens = (text: string): Token[] => {
  const links = find(text)
  const found = [
    ...links.map((span) => ({ ...span, kind: 'link' as const })),
    ...findHashtags(text).map((span) => ({ ...span, kind: 'hashtag' as const })),
    ...Array.from(text.matchAll(mention), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'mention' as const,
    })),
  ].sort((one, other) => one.start - other.start || other.end - one.end)
  const cut: Token[] = []
  let from = 0
  for (const { start, end, kind } of found) {
    if (start < from) continue
    if (start > from) cut.push({ kind: 'text', text: text.slice(from, start), start: from })
    cut.push({ kind, text: text.slice(start, end), start })
    from = end
  }
  if (from < text.length) cut.push({ kind: 'text', text: text.slice(from), start: from })
  return cut
}
