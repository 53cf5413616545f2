import { find } from './addresses.ts'
import { counted } from './counting.ts'
import { withHashtags } from './hashtags.ts'
import type { Network } from './shape.ts'
import { graphemeCount, withLink, withParameters } from './text.ts'

const addressLength = 23
const remoteMention = /(?<![\p{L}\p{N}_/])(@[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_]+)?)@[\p{L}\p{N}.-]+[\p{L}\p{N}]+/giu

/** Graphemes, with 23 for any address that has its scheme and a mention counted without its server. */
const length = (text: string): number => {
  let used = 0
  let from = 0
  for (const { start, end } of find(text, { needs_scheme: true })) {
    used += graphemeCount(withoutServers(text.slice(from, start))) + addressLength
    from = end
  }
  return used + graphemeCount(withoutServers(text.slice(from)))
}

const withoutServers = (text: string): string => text.replace(remoteMention, '$1')

/** What follows the host in the address of somebody's profile, as browsers show and copy it: `/@me`, or `/@me@elsewhere.org`. */
const profile = /\/@[a-z0-9_.-]+(?:@[\p{L}\p{N}.-]+)?\/?$/u

/**
 * The server's host name from what a person types or pastes (`piaille.fr`, `https://piaille.fr/@me`, `@me@piaille.fr`), in
 * ASCII; null for anything else: another path, a port, an address in figures, a local name.
 */
export const instanceName = (typed: string): string | null => {
  const text = typed.trim().toLowerCase().replace(/^https:\/\//, '').replace(profile, '').replace(/\/$/, '').replace(/^@?[a-z0-9_.-]+@/, '')
  if (text === '' || /[\s/\\?#@:%[\]]/u.test(text) || !URL.canParse(`https://${text}`)) return null
  const host = new URL(`https://${text}`).hostname
  const labels = host.split('.')
  const valid = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  return valid && labels.length >= 2 && host.length <= 253 && /^(?:[a-z]+|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? '')
    ? host
    : null
}

export const mastodon: Network = {
  id: 'mastodon',
  name: 'Mastodon',
  how: 'dialog',
  keeps_caption: true,
  has_instances: true,
  utm_source: 'mastodon',
  fold: null,
  advice: { length: { min: 40, max: 400 }, hashtags: { min: 1, max: 5 }, mentions: true },
  text: ({ caption, link, hashtags }) => withLink(withHashtags(caption, hashtags), link),
  count: (caption, link, options) => counted(length(withLink(caption, link)), options?.limit ?? 500, 'graphemes'),
  dialog: (input) => {
    const host = instanceName(input.instance ?? '')
    return host === null ? null : withParameters(`https://${host}/share`, { text: mastodon.text(input) })
  },
}
