import { beyond, counted } from './counting.ts'
import { withHashtags } from './hashtags.ts'
import type { Network } from './shape.ts'
import { byteCount, graphemeCount, withLink, withParameters } from './text.ts'

/** `app.bsky.feed.post`: at most 300 graphemes and 3,000 bytes; the link stands in the text at full length. */
export const bluesky: Network = {
  id: 'bluesky',
  name: 'Bluesky',
  how: 'dialog',
  keeps_caption: true,
  has_instances: false,
  utm_source: 'bluesky',
  fold: null,
  advice: { length: { min: 40, max: 250 }, hashtags: { min: 0, max: 3 }, mentions: true },
  text: ({ caption, link, hashtags }) => withLink(withHashtags(caption, hashtags), link),
  count: (caption, link) => {
    const text = withLink(caption, link)
    const warnings = beyond('too_many_bytes', byteCount(text), 3000)
    return counted(graphemeCount(text), 300, 'graphemes', warnings, ['too_many_bytes'])
  },
  dialog: (input) => withParameters('https://bsky.app/intent/compose', { text: bluesky.text(input) }),
}
