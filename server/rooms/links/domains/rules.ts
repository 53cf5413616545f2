import { isIP } from 'node:net'
import { domainToUnicode } from 'node:url'
import type { DomainState, DomainTrouble } from '@portevoix/contract/links'

/** Where the record of a host lies: beside it, so that the host itself may be a CNAME. */
const label = '_portevoix'
const prefix = 'portevoix='
/** A name is at most 253 characters long (RFC 1035), the record's included. */
const longest = 253 - label.length - 1
/** The shortest that is anybody's, as the table holds. */
const shortest = 4

/** Top-level names that no public name server answers for (RFC 6761, RFC 6762). */
const privateNames = ['localhost', 'local', 'invalid', 'onion']

/** A label of a host; one in punycode stands for letters (RFC 5891), or it is none. */
const isLabel = (text: string): boolean => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text) && !(text.startsWith('xn--') && domainToUnicode(text) === text)

/**
 * The host that somebody wrote or pasted, whole addresses included, as name servers write it (lower case, punycode); null
 * where it is none that an organisation may have for itself.
 */
export const hostFrom = (written: string): string | null => {
  const text = written.trim()
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  if (!url || url.username || url.password) return null
  const host = url.hostname.replace(/\.$/, '')
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  if (isIP(host) !== 0 || labels.length < 2 || host.length < shortest || host.length > longest || !labels.every(isLabel)) return null
  return privateNames.includes(last) || /^\d+$/.test(last) ? null : host
}

/** The TXT record that proves that a host is an organisation's. */
export const recordOf = ({ host, token }: { host: string; token: string }): { name: string; value: string } => ({ name: `${label}.${host}`, value: `${prefix}${token}` })

/** What is wrong with what a name server answered; null when the record is there. Others beside it do no harm. */
export const troubleOf = (answer: readonly string[] | 'no_answer', value: string): DomainTrouble | null => {
  if (answer === 'no_answer') return 'no_answer'
  if (answer.some((text) => text.trim() === value)) return null
  return answer.some((text) => text.startsWith(prefix)) ? 'other_record' : 'no_record'
}

/** The tokens of all organisations' records among what a name server answered. */
export const tokensIn = (answer: readonly string[]): string[] => answer.map((text) => text.trim()).filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length))

export const stateOf = ({ verified_at, trouble }: { verified_at: Date | null; trouble: string | null }): DomainState =>
  verified_at === null ? 'pending' : trouble === null ? 'verified' : 'failing'

/** A record may be missing for a while, while somebody moves name servers; after so long it is told, and again each month. */
const patience_days = 3
const reminder_days = 30

const daysSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / 86_400_000

/** Whether the administrators are to be told that the record is gone. */
export const isToBeTold = ({ verified_at, failing_since, told_at }: { verified_at: Date | null; failing_since: Date | null; told_at: Date | null }, now: Date): boolean =>
  verified_at !== null && failing_since !== null && daysSince(failing_since, now) >= patience_days && (told_at === null || daysSince(told_at, now) >= reminder_days)

/** A host passes to another organisation that proves it, once the record of the one that holds it was gone before then. */
export const goneBefore = (now: Date): Date => new Date(now.getTime() - patience_days * 86_400_000)

/** Domains of one organisation. */
export const domainLimit = 20
