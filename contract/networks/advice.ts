import { find } from './addresses.ts'
import { extractHashtags, missingHashtags } from './hashtags.ts'
import type { Network } from './shape.ts'
import { graphemeCount } from './text.ts'

export const adviceCodes = [
  'length_short',
  'length_long',
  'hashtags_few',
  'hashtags_many',
  'mentions_check',
  'disclosure_missing',
] as const

/** Words at `sharing.networks.advice.<code>`, with `min` and `max`; advice never blocks a share. */
export interface Advice {
  code: (typeof adviceCodes)[number]
  min: number
  max: number
}

const mention = /(?<![\p{L}\p{N}_@/.])@[\p{L}\p{N}_]/u

/** What would make this caption better on that network: length without its links, hashtags, mentions, disclosure. */
export const advise = (network: Network, caption: string, options: { disclosure_hashtag?: string } = {}): Advice[] => {
  const advice: Advice[] = []
  const { length, hashtags, mentions } = network.advice
  const used = graphemeCount(caption.trim()) - addressCharacters(caption)
  const tags = extractHashtags(caption).length
  if (used < length.min) advice.push({ code: 'length_short', ...length })
  if (used > length.max) advice.push({ code: 'length_long', ...length })
  if (tags < hashtags.min) advice.push({ code: 'hashtags_few', ...hashtags })
  if (tags > hashtags.max) advice.push({ code: 'hashtags_many', ...hashtags })
  if (mentions && mention.test(caption)) advice.push({ code: 'mentions_check', min: 0, max: 0 })
  const disclosure = options.disclosure_hashtag ?? ''
  if (missingHashtags(caption, [disclosure]).length > 0) advice.push({ code: 'disclosure_missing', min: 0, max: 0 })
  return advice
}

const addressCharacters = (text: string): number =>
  find(text).reduce((sum, { start, end }) => sum + graphemeCount(text.slice(start, end)), 0)
