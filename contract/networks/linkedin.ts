import { counted } from './counting.ts'
import { withHashtags } from './hashtags.ts'
import type { Network } from './shape.ts'
import { withParameters } from './text.ts'

/** The composer stops at 3,000 UTF-16 units: an emoji counts for two or more. The link is a card, not a part of the text. */
export const linkedin: Network = {
  id: 'linkedin',
  name: 'LinkedIn',
  how: 'dialog',
  keeps_caption: false,
  has_instances: false,
  utm_source: 'linkedin',
  fold: { characters: 210, lines: 3 },
  advice: { length: { min: 150, max: 1300 }, hashtags: { min: 1, max: 5 }, mentions: true },
  text: ({ caption, hashtags }) => withHashtags(caption, hashtags),
  count: (caption) => counted(caption.length, 3000, 'characters'),
  dialog: ({ link }) =>
    link === null ? null : withParameters('https://www.linkedin.com/sharing/share-offsite/', { url: link }),
}
