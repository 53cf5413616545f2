import { counted } from './counting.ts'
import type { Network } from './shape.ts'
import { graphemeCount, withLink, withParameters } from './text.ts'

/** A message, not a post: hashtags mean nothing there and are left out. */
export const whatsapp: Network = {
  id: 'whatsapp',
  name: 'WhatsApp',
  how: 'dialog',
  keeps_caption: true,
  has_instances: false,
  utm_source: 'whatsapp',
  fold: { characters: 768, lines: 20 },
  advice: { length: { min: 0, max: 300 }, hashtags: { min: 0, max: 0 }, mentions: false },
  text: ({ caption, link }) => withLink(caption, link),
  count: (caption, link) => counted(graphemeCount(withLink(caption, link)), null, 'graphemes'),
  dialog: (input) => withParameters('https://wa.me/', { text: whatsapp.text(input) }),
}
