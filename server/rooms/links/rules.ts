import { createHmac, randomInt } from 'node:crypto'
import { basePath } from '#kit/http/base-path'

/**
 * Why a hit is not a click, a reason for each rule. The numbers are stored: a reason keeps its own for good, new ones take the next.
 * How each is recognised: pipeline/, in the order in which the steps are asked. Until 14 to 22 had numbers of their own, their hits
 * were stored as what they were told from (14 to 16 as 9, 17 as 2, 18 as 6, 19 to 22 as 4), and they keep it.
 */
export const dropReasons = {
  head: 1, prefetch: 2, preview_robot: 3, robot: 4, empty_agent: 5,
  mail_scanner: 6, listed_network: 7, sharer: 8, burst: 9, removed: 10,
  impossible_agent: 11, head_first: 12, many_links: 13,
  repeat: 14, crowd: 15, swarm: 16, not_opened: 17, no_language: 18,
  tool: 19, probe: 20, contact: 21, headless: 22,
  network_listed_later: 30, agent_listed_later: 31,
} as const
export type DropReason = keyof typeof dropReasons

const isReason = (name: string): name is DropReason => name in dropReasons
export const dropReasonNames: readonly DropReason[] = Object.keys(dropReasons).filter(isReason)

/** The name of a stored reason. */
export const dropReasonOf = (code: number): DropReason => {
  const name = dropReasonNames.find((reason) => dropReasons[reason] === code)
  if (!name) throw new Error(`no drop reason has the number ${code}`)
  return name
}

// Without 0 O o, 1 l I i: a slug may be read aloud or copied from paper. 10 of 54 characters are 57 bits.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz'
const drawn = 10
const slugShape = /^[0-9A-Za-z_-]{3,64}$/
/** What `newSlug` may come to, in whatever case it is typed. */
export const drawnShape = new RegExp(`^[${letters}]{${drawn + 2}}$`, 'i')

// two more characters that only this installation can tell: a slug that somebody made up costs the database no question
const seal = (key: Buffer, text: string): string => {
  const digest = createHmac('sha256', key).update(text).digest()
  return letters.charAt(digest.readUInt32LE(0) % letters.length) + letters.charAt(digest.readUInt32LE(4) % letters.length)
}

/** A new slug, unguessable; `key` is the installation's for slugs. */
export const newSlug = (key: Buffer): string => {
  const text = Array.from({ length: drawn }, () => letters.charAt(randomInt(letters.length))).join('')
  return text + seal(key, text)
}

/** Whether a slug is one that `newSlug` may have made with this key; one in 3,000 of others passes too. */
export const isOwnSlug = (key: Buffer, slug: string): boolean =>
  slug.length === drawn + 2 && slug.endsWith(seal(key, slug.slice(0, drawn)))

const prefix = '/l/'

const atRoot: readonly string[] = [prefix]

/**
 * What links begin with on the installation's own hosts, the longest first: `/l/`, and the same beneath the path that the links, or
 * the pages, have on a site of somebody's. What was shared leads on when one of them is moved.
 */
export const placesOfLinks = ({ base_url, links_base_url }: Addresses): readonly string[] =>
  [...new Set([prefix, ...[base_url, links_base_url ?? base_url].map((address) => `${basePath(address)}${prefix}`)])].toSorted((one, other) => other.length - one.length)

/** Where the slug begins in a link's address on the installation's own hosts; -1 where it is none. */
const slugStart = (url: string, places: readonly string[]): number => places.find((place) => url.startsWith(place))?.length ?? -1

/** Whether an address is a link's on the installation's own hosts. */
export const isLinkPath = (url = '', places = atRoot): boolean => slugStart(url, places) >= 0

/** The slug in a request's address (`/l/<slug>`, with what it lies under or without, or, on an organisation's own host, `/<slug>`; with or without a query), or null when it cannot be one. */
export const slugOf = (url: string, on_own_host = false, places = atRoot): string | null => {
  const start = slugStart(url, places)
  if (start < 0 && !on_own_host) return null
  const rest = url.slice(start < 0 ? 1 : start)
  if (slugShape.test(rest)) return rest
  const query = rest.search(/[?#]/)
  const slug = rest.slice(0, query < 0 ? undefined : query).replace(/\/$/, '')
  return slugShape.test(slug) ? slug : null
}

/** The addresses of the installation itself. */
export interface Addresses { base_url: string; links_base_url: string | null }

/** A link's address: on a domain of its organisation's, where the slug alone will do, or on the installation's own. */
export const linkAddress = ({ base_url, links_base_url }: Addresses, slug: string, host: string | null = null): string => {
  const usual = links_base_url ?? base_url
  if (host === null) return `${usual}${prefix}${slug}`
  // behind the same proxy: by the same protocol, at the same port
  const url = new URL(usual)
  url.hostname = host
  return `${url.origin}/${slug}`
}

/** The host that an organisation's own leads to: the links', unless that is a site that they lie on in part. */
export const ownHost = (addresses: Addresses): string =>
  new URL(addresses.links_base_url !== null && basePath(addresses.links_base_url) === '' ? addresses.links_base_url : addresses.base_url).hostname

/** The hosts of the installation itself, where the links of all organisations are reached. */
export const ownHosts = ({ base_url, links_base_url }: Addresses): string[] => [base_url, links_base_url ?? base_url].map((address) => new URL(address).hostname)

const ownPath = /^(?:\/[\w-]+)+$/

/**
 * What a link may lead to, as it goes in a header: an http(s) address, or a page of this installation by its path, which holds
 * whatever the installation's address becomes. A name and a password go to nobody. Null for anything else.
 */
export const safeTarget = (address: string): string | null => {
  if (ownPath.test(address)) return address
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  url.username = url.password = ''
  return url.href
}

/** The UTC day of an instant, `YYYY-MM-DD`: the life of a salt. */
export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10)

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant where the organisation is. */
export const dayIn = (time_zone: string, at: Date): string => {
  const format = dayFormats.get(time_zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, dateStyle: 'short' })
  dayFormats.set(time_zone, format)
  return format.format(at)
}

/** A calendar day, some days later (or earlier). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000)
