import { find } from './addresses.ts'
import { beyond, counted } from './counting.ts'
import { findHashtags, withHashtags } from './hashtags.ts'
import type { Network, Warning } from './shape.ts'

/**
 * Personal accounts have no API and no dialog: the image is saved, the caption copied, the application opened. Addresses in
 * a caption are plain text there, so the link stays out of it (a story's link sticker or the profile takes it).
 */
export const instagram: Network = {
  id: 'instagram',
  name: 'Instagram',
  how: 'assisted',
  keeps_caption: false,
  has_instances: false,
  utm_source: 'instagram',
  fold: { characters: 125, lines: 2 },
  advice: { length: { min: 50, max: 500 }, hashtags: { min: 2, max: 5 }, mentions: true },
  text: ({ caption, hashtags }) => withHashtags(caption, hashtags),
  count: (caption) => {
    const links = find(caption).length
    const warnings: Warning[] = [
      ...beyond('too_many_hashtags', findHashtags(caption).length, 30),
      ...beyond('link_not_clickable', links, 0),
    ]
    return counted(caption.length, 2200, 'characters', warnings, ['too_many_hashtags'])
  },
  dialog: () => null,
}
