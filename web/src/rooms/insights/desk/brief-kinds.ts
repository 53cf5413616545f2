import type { DropReasonName } from '@portevoix/contract/links'

/** What visits are that were left out, in a word or two at insights.dashboard.brief.kinds.<kind>; in the order in which they are told. */
export const briefKinds = ['robots', 'previews', 'repeats', 'own', 'checks', 'unopened', 'removed'] as const
export type BriefKind = (typeof briefKinds)[number]

const kindOf: Readonly<Record<DropReasonName, BriefKind>> = {
  robot: 'robots', tool: 'robots', contact: 'robots', headless: 'robots', no_language: 'robots', empty_agent: 'robots', impossible_agent: 'robots', probe: 'robots',
  crowd: 'robots', swarm: 'robots', burst: 'robots', listed_network: 'robots', network_listed_later: 'robots', agent_listed_later: 'robots',
  preview_robot: 'previews', mail_scanner: 'checks', head: 'checks', head_first: 'checks', many_links: 'checks',
  repeat: 'repeats', sharer: 'own', prefetch: 'unopened', not_opened: 'unopened', removed: 'removed',
}
const kinds: Readonly<Record<string, BriefKind>> = kindOf

/** The kinds of visits that were left out for some reasons, each once. */
export const briefKindsOf = (reasons: readonly { reason: string; hits: number }[]): BriefKind[] => {
  const found = new Set(reasons.filter(({ hits }) => hits > 0).map(({ reason }) => kinds[reason]))
  return briefKinds.filter((kind) => found.has(kind))
}
