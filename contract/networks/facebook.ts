import { counted } from './counting.ts'
import { withHashtags } from './hashtags.ts'
import type { Network } from './shape.ts'
import { withParameters } from './text.ts'

/** The dialog reads the link alone, which becomes a card; quote and hashtag are ignored since 2018. */
export const facebook: Network = {
  id: 'facebook',
  name: 'Facebook',
  how: 'dialog',
  keeps_caption: false,
  has_instances: false,
  utm_source: 'facebook',
  fold: { characters: 477, lines: 5 },
  advice: { length: { min: 40, max: 300 }, hashtags: { min: 0, max: 2 }, mentions: true },
  text: ({ caption, hashtags }) => withHashtags(caption, hashtags),
  count: (caption) => counted(caption.length, 63_206, 'characters'),
  dialog: ({ link }) =>
    link === null ? null : withParameters('https://www.facebook.com/sharer/sharer.php', { u: link }),
}
