import { find } from './addresses.ts'
import { beyond, counted } from './counting.ts'
import { withHashtags } from './hashtags.ts'
import type { Network } from './shape.ts'
import { carriesLink, emoji, withLink, withParameters } from './text.ts'

/** Code points that weigh one; all others weigh two (configuration 3 of twitter-text). */
const light = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const
const addressWeight = 23
const emojiWeight = 2

const plainWeight = (text: string): number => {
  let weight = 0
  const rest = text.replace(emoji, () => {
    weight += emojiWeight
    return ''
  })
  for (const character of rest) {
    const point = character.codePointAt(0) ?? 0
    weight += light.some(([first, last]) => point >= first && point <= last) ? 1 : 2
  }
  return weight
}

/** The length of a post by X's rule: weighted code points after NFC, any address 23, any emoji 2. */
export const weightedLength = (text: string): number => {
  const normal = text.normalize('NFC')
  let weight = 0
  let from = 0
  for (const { start, end } of find(normal)) {
    weight += plainWeight(normal.slice(from, start)) + addressWeight
    from = end
  }
  return weight + plainWeight(normal.slice(from))
}

export const x: Network = {
  id: 'x',
  name: 'X',
  how: 'dialog',
  keeps_caption: true,
  has_instances: false,
  utm_source: 'x',
  fold: null,
  advice: { length: { min: 40, max: 240 }, hashtags: { min: 0, max: 2 }, mentions: true },
  // The composer puts the address after the text. Hashtags go with the text: after the address they would keep X from hiding it under its card.
  text: ({ caption, link, hashtags }) => withLink(withHashtags(caption, hashtags), link, ' '),
  count: (caption, link) => {
    const text = withLink(caption, link, ' ')
    const forbidden = text.match(/[\uFFFE\uFEFF\uFFFF]/g)?.length ?? 0
    const warnings = beyond('forbidden_characters', forbidden, 0)
    return counted(weightedLength(text), 280, 'weighted', warnings, ['forbidden_characters'])
  },
  dialog: ({ caption, link, hashtags }) =>
    withParameters('https://x.com/intent/tweet', {
      text: withHashtags(caption, hashtags).trimEnd(),
      url: link === null || carriesLink(caption, link) ? '' : link,
    }),
}
