import { beyond, counted } from './counting.ts'
import type { Network } from './shape.ts'
import { encode, graphemeCount, withLink, withParameters } from './text.ts'

/** Some mail programs cut a `mailto:` address beyond this, in characters. */
const safeAddressLength = 2000

/** RFC 6068: line breaks of the body are CRLF, a subject has none. */
const body = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n')
const subject = (title: string): string => title.replace(/\s+/gu, ' ').trim()

/** A message: hashtags are left out; the person picks the addressees in their own mail program. */
export const email: Network = {
  id: 'email',
  name: 'E-mail',
  how: 'dialog',
  keeps_caption: true,
  has_instances: false,
  utm_source: 'email',
  fold: null,
  advice: { length: { min: 0, max: 800 }, hashtags: { min: 0, max: 0 }, mentions: false },
  text: ({ caption, link }) => withLink(caption, link),
  count: (caption, link) => {
    const text = withLink(caption, link)
    const warnings = beyond('long_address', encode(body(text)).length, safeAddressLength)
    return counted(graphemeCount(text), null, 'graphemes', warnings)
  },
  dialog: (input) => withParameters('mailto:', { subject: subject(input.title), body: body(email.text(input)) }),
}
