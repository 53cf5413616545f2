import { find } from './addresses.ts'
import { beyond, counted } from './counting.ts'
import { findHashtags, withHashtags } from './hashtags.ts'
import type { Network } from './shape.ts'
import { byteCount, emoji, withParameters } from './text.ts'

/** 500 characters, an emoji counting for its UTF-8 bytes (developers.facebook.com, Threads posts); the link is attached apart. */
const length = (text: string): number => {
  let emojiBytes = 0
  const rest = text.replace(emoji, (sequence) => {
    emojiBytes += byteCount(sequence)
    return ''
  })
  return emojiBytes + Array.from(rest).length
}

/** Distinct addresses, the attached one included: more than five and the post fails. */
const linkCount = (text: string, link: string | null): number => {
  const addresses = new Set(find(text).map(({ start, end }) => text.slice(start, end)))
  if (link !== null) addresses.add(link)
  return addresses.size
}

export const threads: Network = {
  id: 'threads',
  name: 'Threads',
  how: 'dialog',
  keeps_caption: true,
  has_instances: false,
  utm_source: 'threads',
  fold: null,
  advice: { length: { min: 40, max: 300 }, hashtags: { min: 0, max: 1 }, mentions: true },
  text: ({ caption, hashtags }) => withHashtags(caption, hashtags),
  count: (caption, link) =>
    counted(
      length(caption),
      500,
      'characters',
      [
        ...beyond('too_many_links', linkCount(caption, link), 5),
        // Only the first becomes the post's topic; the others stay plain words.
        ...beyond('too_many_hashtags', findHashtags(caption).length, 1),
      ],
      ['too_many_links'],
    ),
  dialog: (input) =>
    withParameters('https://www.threads.com/intent/post', { text: threads.text(input), url: input.link ?? '' }),
}
