import { domainToUnicode } from 'node:url'

/**
 * The accented letters of European languages in Latin script (Latin-1 and Latin Extended-A), less those that pass for another
 * letter: ı and ĸ for i and k, ŀ, ŉ and ſ for l, n and f, þ for p. Other scripts hold letters that are drawn as Latin ones
 * (Unicode Technical Standard 39, section 4), and stay in the form that name servers know.
 */
const plainly = /^[a-z0-9\u00df-\u00f6\u00f8-\u00fd\u00ff-\u0130\u0132-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u017e-]+$/u

/** A host as people read it: `café.fr` for `xn--caf-dma.fr`, label by label, where it cannot be taken for another. */
export const shownHost = (host: string): string => host.split('.').map((label) => {
  const unicode = domainToUnicode(label)
  return label.startsWith('xn--') && plainly.test(unicode) ? unicode : label
}).join('.')

/** A web address with its host as people read it; what is none stays as it is. To be read: what is followed or copied is the address itself. */
export const shownAddress = (address: string): string => {
  const host = URL.parse(address)?.hostname
  return host ? address.replace(host, shownHost(host)) : address
}
