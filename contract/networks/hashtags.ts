import { find, type Span } from './addresses.ts'

const inTag = '\\p{L}\\p{N}_\\u00B7\\u200C\\u200D'
const tag = new RegExp(
  `(?<![${inTag}&]|[^\\P{M}\\uFE0E\\uFE0F])[#＃](?!\\uFE0F|\\u20E3)([${inTag}\\p{M}]*[\\p{L}\\p{M}_][${inTag}\\p{M}]*)(?![${inTag}\\p{M}#＃]|://)`,
  'gu',
)

/** Where the hashtags of a text are, their `#` included; those inside web addresses (anchors) are not hashtags. */
export const findHashtags = (text: string): Span[] => {
  const addresses = find(text)
  return Array.from(text.matchAll(tag), (match) => ({ start: match.index, end: match.index + match[0].length })).filter(
    (span) => !addresses.some((address) => span.start < address.end && address.start < span.end),
  )
}

/** The hashtags of a text in order, without `#`, each once whatever its case. */
export const extractHashtags = (text: string): string[] => {
  const names = new Map<string, string>()
  for (const { start, end } of findHashtags(text)) {
    const name = text.slice(start + 1, end)
    if (!names.has(fold(name))) names.set(fold(name), name)
  }
  return [...names.values()]
}

/** A hashtag ready to publish, without `#`: words joined in capitals, which screen readers tell apart; '' if nothing is left. */
export const hashtagName = (text: string): string => {
  const words = text.normalize('NFC').split(/[^\p{L}\p{M}\p{N}_]+/u).filter((word) => word !== '')
  const [first = '', ...others] = words
  const joined = others.length === 0 ? first : [first, ...others].map(capitalise).join('')
  return /[\p{L}_]/u.test(joined) ? joined : ''
}

/** Each hashtag of a list as people type or paste it, ready to publish, without `#` and each once whatever its case. */
export const hashtagNames = (list: string): string[] => {
  const names = new Map<string, string>()
  for (const name of list.split(/[\s,;#＃]+/u).map(hashtagName)) if (name !== '' && !names.has(fold(name))) names.set(fold(name), name)
  return [...names.values()]
}

/** The caption with those hashtags that it lacks, at its end; a caption that ends with hashtags keeps them on one line. */
export const withHashtags = (caption: string, hashtags: readonly string[]): string => {
  const missing = missingHashtags(caption, hashtags).map((name) => `#${name}`)
  if (missing.length === 0) return caption
  const text = caption.trimEnd()
  if (text === '') return missing.join(' ')
  const lastLine = text.slice(text.lastIndexOf('\n') + 1)
  const endsWithTags = lastLine.split(/\s+/u).every((word) => findHashtags(word)[0]?.end === word.length)
  return `${text}${endsWithTags ? ' ' : '\n\n'}${missing.join(' ')}`
}

/** The caption with the programme's disclosure hashtag (`#Ambassadeur`…), once. */
export const disclose = (caption: string, hashtag: string): string => withHashtags(caption, [hashtag])

/** Which of these hashtags, made ready to publish, a caption does not have yet. */
export const missingHashtags = (caption: string, hashtags: readonly string[]): string[] => {
  const seen = new Set(extractHashtags(caption).map(fold))
  const missing: string[] = []
  for (const name of hashtags.map(hashtagName)) {
    if (name === '' || seen.has(fold(name))) continue
    seen.add(fold(name))
    missing.push(name)
  }
  return missing
}

const fold = (name: string): string => name.normalize('NFC').toLowerCase()

const capitalise = (word: string): string => {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('')
}
