import { find } from './addresses.ts'

// Firefox has it since version 125: older ones count code points, never fewer than the network does.
const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('und', { granularity: 'grapheme' }) : null

/** Characters as a reader perceives them (extended grapheme clusters). */
export const graphemes = (text: string): string[] =>
  segmenter === null ? Array.from(text) : Array.from(segmenter.segment(text), ({ segment }) => segment)

export const graphemeCount = (text: string): number => graphemes(text).length

/** Bytes in UTF-8; a lone surrogate is sent as U+FFFD, three bytes. */
export const byteCount = (text: string): number => new TextEncoder().encode(text).length

/**
 * One emoji as networks see it: flag, keycap, tag sequence or joined family. A character that is text by default
 * (©, ™) is one only with its U+FE0F, and none is with U+FE0E. After UTS #51, section 1.4.9.
 */
export const emoji =
  /\p{Regional_Indicator}{2}|[#*0-9]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}(?!\uFE0E)\p{Emoji_Modifier}?|(?![#*0-9])\p{Emoji}(?:\uFE0F|\p{Emoji_Modifier}|(?=\u200D\p{Extended_Pictographic})))(?:[\u{E0020}-\u{E007E}]+\u{E007F})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*/gu

/** Percent-encoding that every composer decodes (space is `%20`); a lone surrogate becomes U+FFFD instead of throwing. */
export const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))

/** `https://host/path` with its parameters, in order; those without a value are left out. */
export const withParameters = (address: string, parameters: Record<string, string>): string => {
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encode(value)}`)
  return query.length === 0 ? address : `${address}?${query.join('&')}`
}

/** The caption already carries this very link. */
export const carriesLink = (caption: string, link: string): boolean =>
  find(caption).some(({ start, end }) => caption.slice(start, end) === link) ||
  caption.split(/\s+/u).includes(link)

/** Caption and link in one text, the link once, on a line of its own unless `separator` says otherwise. */
export const withLink = (caption: string, link: string | null, separator = '\n\n'): string => {
  if (link === null || link === '') return caption
  if (carriesLink(caption, link)) return caption
  const text = caption.trimEnd()
  return text === '' ? link : `${text}${separator}${link}`
}
