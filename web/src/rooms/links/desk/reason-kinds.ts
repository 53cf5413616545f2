import type { DropReasonName } from '@portevoix/contract/links'

/** What reasons have in common, as they are read one below the other; worded at links.reason_kinds.<kind>. */
export const reasonKinds = ['checks', 'named', 'disguised', 'unopened', 'fast', 'own'] as const
export type ReasonKind = (typeof reasonKinds)[number]

export const kindOf: Readonly<Record<DropReasonName, ReasonKind>> = {
  preview_robot: 'checks', mail_scanner: 'checks', head: 'checks', head_first: 'checks', many_links: 'checks',
  robot: 'named', tool: 'named', contact: 'named', headless: 'named',
  no_language: 'disguised', empty_agent: 'disguised', impossible_agent: 'disguised', probe: 'disguised',
  prefetch: 'unopened', not_opened: 'unopened',
  repeat: 'fast', burst: 'fast', crowd: 'fast', swarm: 'fast',
  sharer: 'own', removed: 'own', listed_network: 'own', network_listed_later: 'own', agent_listed_later: 'own',
}
