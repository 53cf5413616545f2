/** An address of the web as written in a document at `base`; null if it leads nowhere a reader could go. */
export const resolveAddress = (address: string | null | undefined, base: string | null | undefined): string | null => {
  const written = address?.trim()
  if (!written) return null
  const url = base ? URL.parse(written, base) : URL.parse(written)
  return url && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname ? url.href : null
}

/** Prefixes of parameters that tell how a reader came, never what they read. */
const prefixes = ['utm_', 'hsa_', 'pk_', 'piwik_', 'mtm_', 'matomo_', 'at_', 'ns_', 'oly_', 'fb_', '_hs', 'stm_', 'itm_', 'vero_']

const tracking = new Set([
  'gclid', 'gclsrc', 'dclid', 'gbraid', 'wbraid', 'srsltid', '_ga', '_gl', // Google
  'fbclid', 'igsh', 'igshid', 'mibextid', // Meta
  'msclkid', 'yclid', 'ymclid', 'twclid', '__twitter_impression', 'ttclid', 'epik', 'rdt_cid', 'sccid', 'li_fat_id', 'trk', 'trkemail', // other networks
  'mc_cid', 'mc_eid', 'mkt_tok', 'hsctatracking', 'wickedid', 's_cid', '_openstat', 'sc_campaign', 'sc_channel', 'sc_content', 'sc_medium', 'sc_outcome', 'sc_geo', 'sc_country', 'cmpid', 'wt_mc', 'wt.mc_id', 'ncid', 'elqtrack', 'elqtrackid', // mailers
  'xtor', 'xtref', 'xtcr', 'xts', 'xtmc', 'xtatc', // AT Internet, which most of the French press uses
  'ftag', 'ftcamp', 'guccounter', 'guce_referrer', 'guce_referrer_sig', 'ref_src', 'ref_url', 'rb_clickid', 'spm', 'share_id',
])

const isTracking = (name: string) => {
  const lower = name.toLowerCase()
  return tracking.has(lower) || prefixes.some((prefix) => lower.startsWith(prefix))
}

const unreserved = (text: string) => text.replace(/%[\da-f]{2}/gi, (escape) => {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  return /[\w.~-]/.test(character) ? character : escape.toUpperCase()
})

/**
 * The form of an address by which two that lead to one page are known as one (RFC 3986 section 6, without what may change the
 * page): host in lower case without its last dot, no default port, no fragment but a hashbang, escapes in one form, no
 * tracking parameter. Parameters are sorted, equal names keeping their order: programs reorder them, and no page that we know
 * of depends on it. Scheme, `www.` and a last slash stay: sites exist where they differ. Null for what is not of the web.
 */
export const canonicalAddress = (address: string): string | null => {
  const found = resolveAddress(address, null)
  const url = found === null ? null : new URL(found)
  if (!url) return null
  url.username = ''
  url.password = ''
  url.hostname = url.hostname.replace(/\.$/, '')
  if (!url.hash.startsWith('#!')) url.hash = ''
  url.pathname = unreserved(url.pathname)
  const parts = url.search.slice(1).split('&').filter((part) => part !== '')
    .map((part) => ({ name: part.split('=')[0] ?? '', part: unreserved(part) }))
    .filter(({ name }) => !isTracking(name))
    .sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)))
  url.search = parts.map(({ part }) => part).join('&')
  return url.href
}

const hostOf = (url: URL) => url.hostname.replace(/^www\./, '')

/**
 * The canonical address of an item once its page was read: what the page says of itself if it speaks of its own site, else where
 * redirects ended. Both are in canonical form. A site's front door is no article: sites lead there what they no longer have.
 */
export const adoptedAddress = (known: string, { declared, end }: { declared: string; end: string }): string => {
  const [from, said, own] = [URL.parse(known), URL.parse(declared), URL.parse(canonicalAddress(end) ?? '')]
  const isArticle = (url: URL | null): url is URL => url !== null && (url.pathname !== '/' || url.search !== '' || from?.pathname === '/')
  if (isArticle(said) && own && hostOf(said) === hostOf(own) && isArticle(own)) return said.href
  return isArticle(own) ? own.href : known
}
