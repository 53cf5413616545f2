import { z } from 'zod'
import { route } from './route.ts'
import { day, id, instant, line } from './shapes.ts'

/** `pending`: its record was never found; `failing`: it was, and is no longer, while links go on being served there. */
export const domainStates = ['pending', 'verified', 'failing'] as const
export type DomainState = (typeof domainStates)[number]

/** What the last look-up found wrong; worded at links.domains.troubles.<code>. */
export const domainTroubles = ['no_record', 'other_record', 'no_answer', 'taken'] as const
export type DomainTrouble = (typeof domainTroubles)[number]

/** A host of the organisation's own, on which its links are reached. */
export const domain = z.object({
  id,
  /** As browsers and name servers write it. */
  host: z.string(),
  /** As people write it: the same but for letters that ASCII has not. */
  shown_host: z.string(),
  state: z.enum(domainStates),
  trouble: z.enum(domainTroubles).nullable(),
  /** The TXT record that proves that the host is the organisation's. */
  record: z.object({ name: z.string(), value: z.string() }),
  /** Where the host must lead: the host of this installation; null while it has none that name servers know. */
  leads_to: z.string().nullable(),
  /** New shares are made on it. */
  preferred: z.boolean(),
  added_at: instant,
  verified_at: instant.nullable(),
  /** The member who asked when it was found; null where the platform found it by itself, or once they have left. */
  verified_by: id.nullable(),
  checked_at: instant.nullable(),
  failing_since: instant.nullable(),
  /** Links that were made on it. */
  links: z.number().int(),
})
export type Domain = z.infer<typeof domain>

/** Days that are being counted again, from the next one back to the oldest; null: none. */
export const replay = z.object({ next_day: day, oldest_day: day }).nullable()

/** Why a visit is no click; worded at links.reasons.<reason>. */
export const dropReasonNames = [
  'head', 'prefetch', 'preview_robot', 'robot', 'empty_agent', 'mail_scanner', 'listed_network', 'sharer', 'burst', 'removed', 'impossible_agent', 'head_first', 'many_links',
  'repeat', 'crowd', 'swarm', 'not_opened', 'no_language', 'tool', 'probe', 'contact', 'headless', 'network_listed_later', 'agent_listed_later',
] as const
export type DropReasonName = (typeof dropReasonNames)[number]

/** Visits that are left out for one reason; `counts`: not by this organisation. `fixed`: nobody may count them. `hits`: of the last `days`; null: of fewer members' links than `threshold`. */
export const linkReason = z.object({ reason: z.enum(dropReasonNames), counts: z.boolean(), fixed: z.boolean(), hits: z.number().int().nullable() })
export const linkReasons = z.object({
  days: z.number().int(),
  threshold: z.number().int(),
  items: z.array(linkReason),
  /** Visits of these days, to any link of the installation, that were led on and could not be stored: they are in no figure. */
  lost: z.number().int(),
  replay,
})
export type LinkReasons = z.infer<typeof linkReasons>

/** What a switch would do to all days whose hits are kept, before it is made: clicks in all, and the links that visits would come or go on; null: of fewer members than `threshold`. */
export const reasonDryRun = z.object({ days: z.number().int(), threshold: z.number().int(), clicks: z.number().int().nullable(), clicks_after: z.number().int().nullable(), links: z.number().int().nullable() })
export type DryRun = z.infer<typeof reasonDryRun>

const tags = ['links']
const manage = { permission: 'organisation.manage' } as const
const judge = { permission: 'programme.manage' } as const
const one = z.object({ id })

export const links = {
  domains: route.meta(manage)
    .route({ method: 'GET', path: '/link-domains', summary: 'The organisation’s own short domains', tags })
    .output(z.object({ items: z.array(domain), usual_address: z.string() })),
  addDomain: route.meta(manage)
    .route({ method: 'POST', path: '/link-domains', summary: 'Add a host; it serves links once its record was found', tags, successStatus: 201 })
    .input(z.object({ host: line(300) })).output(domain),
  checkDomain: route.meta(manage)
    .route({ method: 'POST', path: '/link-domains/{id}/checks', summary: 'Look for the host’s record now', tags, successStatus: 201 })
    .input(one).output(domain),
  preferDomain: route.meta(manage)
    .route({ method: 'PUT', path: '/link-domains/{id}/preference', summary: 'Make new shares on this host', tags }).input(one).output(domain),
  unpreferDomain: route.meta(manage)
    .route({ method: 'DELETE', path: '/link-domains/{id}/preference', summary: 'Make new shares on the installation’s own address again', tags }).input(one).output(domain),
  removeDomain: route.meta(manage)
    .route({ method: 'DELETE', path: '/link-domains/{id}', summary: 'Serve the host no more', tags, successStatus: 204 }).input(one).output(z.void()),
  reasons: route.meta(judge)
    .route({ method: 'GET', path: '/link-reasons', summary: 'Why visits are left out, and whether they count all the same', tags }).output(linkReasons),
  dryRunReason: route.meta(judge)
    .route({ method: 'GET', path: '/link-reasons/{reason}/dry-run', summary: 'What counting the visits left out for a reason would change, or leaving them out again', tags })
    .input(z.object({ reason: z.enum(dropReasonNames) })).output(reasonDryRun),
  switchReason: route.meta(judge)
    .route({ method: 'PUT', path: '/link-reasons/{reason}', summary: 'Count the visits left out for a reason, or leave them out again', tags })
    .input(z.object({ reason: z.enum(dropReasonNames), counts: z.boolean() })).output(linkReasons),
}
