import { longestPeriodDays } from '@portevoix/contract/insights'
import ipaddr from 'ipaddr.js'
import { roles, type Role } from '@portevoix/contract/permissions'

export const isRole = (name: string): name is Role => roles.some((role) => role === name)

/** Text as lists are sorted and searched by: without accents and capitals. */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

/** An address of a demonstration's people: nobody can have it (RFC 2606, section 2). */
export const isInvented = (email: string): boolean => email.endsWith('@demonstration.invalid')

/** What a member is sorted and found by. */
export const sortKey = (name: string, email: string): string => `${plain(name)} ${email}`

/** The network that limits count: the /24 of an IPv4 address, the /64 of an IPv6 one, since a household or an office holds that many. */
export const networkOf = (address: string): string => {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  const bytes = parsed.toByteArray()
  return `${parsed.kind()}:${bytes.slice(0, parsed.kind() === 'ipv4' ? 3 : 8).join('.')}`
}

/** Under an icon a phone shows about this many characters, and cuts the rest where it stands. */
const longest_short_name = 12
/** What a name does not end on: a mark, or a little word that leads to what follows it. */
const leadingWords = /^(?:\p{P}+|\p{S}+|l|d|de|du|des|la|le|les|et|à|au|aux|en|of|the|and|for|a|an)$/iu

/** An organisation's name for under an icon: whole words, 12 characters at most where its first word is no longer. */
export const shortName = (name: string): string => {
  const words = name.trim().split(/\s+/u)
  const length = (text: string) => [...new Intl.Segmenter('fr', { granularity: 'grapheme' }).segment(text)].length
  let kept = words.findLastIndex((_, place) => length(words.slice(0, place + 1).join(' ')) <= longest_short_name) + 1
  if (kept === words.length) return words.join(' ')
  while (kept > 1 && leadingWords.test(words[kept - 1] ?? '')) kept -= 1
  return words.slice(0, Math.max(kept, 1)).join(' ').replace(/[\s,;:–—-]+$/u, '')
}

/** An administrator may give any role; a lead any but administrator, so that nobody rises by an invitation they wrote. */
export const mayGrant = (held: readonly Role[], granted: readonly Role[]): boolean =>
  held.includes('admin') || (held.includes('lead') && !granted.includes('admin'))

export type InvitationState = 'open' | 'accepted' | 'expired' | 'withdrawn' | 'used_up'

/** What an invitation is worth now. An accepted link goes on inviting until it is used up. */
export const invitationState = (
  invitation: { email: string | null; uses: number; max_uses: number | null; expires_at: Date; withdrawn_at: Date | null }, now: Date,
): InvitationState => {
  if (invitation.withdrawn_at) return 'withdrawn'
  if (invitation.email !== null && invitation.uses > 0) return 'accepted'
  if (invitation.max_uses !== null && invitation.uses >= invitation.max_uses) return 'used_up'
  return invitation.expires_at <= now ? 'expired' : 'open'
}

/** For one address, as long as it has not joined. */
export const most_sendings = 5
const rest_hours = 24

export type Sending = { possible: true } | { possible: false; again_at: Date | null }

/**
 * Whether an address that has not joined may be mailed now; `again_at` is null where it may never be again. Who has not joined
 * has agreed to nothing: a second mail within a day is a mistake or pressure, and after five silence is the answer. Every
 * invitation of the address that nobody accepted counts, withdrawn ones too, or withdrawing and inviting anew would start afresh.
 */
export const nextSending = (mailed: readonly { sent_at: Date | null; sendings: number }[], now: Date): Sending => {
  if (mailed.reduce((total, { sendings }) => total + sendings, 0) >= most_sendings) return { possible: false, again_at: null }
  const again_at = Math.max(0, ...mailed.map(({ sent_at }) => (sent_at ? sent_at.getTime() + rest_hours * 3_600_000 : 0)))
  return again_at > now.getTime() ? { possible: false, again_at: new Date(again_at) } : { possible: true }
}

/** A member's presence is written at most this often. */
export const presence_minutes = 10

/** Whether a member was last seen so long ago that it is to be written again. */
export const presenceIsStale = (last_seen_at: Date | null, now: Date): boolean =>
  last_seen_at === null || now.getTime() - last_seen_at.getTime() >= presence_minutes * 60_000

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export const dayIn = (instant: Date, time_zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)

/** For how long somebody is told in their settings who read a mail of theirs. */
export const openedMailsToldSince = (now: Date): Date => new Date(now.getTime() - 30 * 86_400_000)

/** Kept mails serve the days after they were written; an invitation that nobody took is of no use a quarter after its end. */
/** Who left a group is known for as long as a period, and the one before it, may reach back. */
const kept_days = { mail: 90, invitation: 90, past_group: 2 * longestPeriodDays } as const

/** The instant before which these are removed. */
export const keptSince = (now: Date, what: keyof typeof kept_days): Date => new Date(now.getTime() - kept_days[what] * 86_400_000)
