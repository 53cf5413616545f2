import { z } from 'zod'
import { route } from './route.ts'
import { id, instant, line } from './shapes.ts'

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
  /** Where the host must lead: the host of this installation. */
  leads_to: z.string(),
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

const tags = ['links']
const manage = { permission: 'organisation.manage' } as const
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
}
