import { z } from 'zod'
import { subscription, type Subscriptions } from '#kit/bus'
import { audit, organisation } from '#room/organisations'
import { anonymiseSharer } from './actions.ts'
import { moveDays } from './zones.ts'

const departure = z.looseObject({ name: z.string(), member_id: z.uuid(), programme_id: z.uuid() })

const passed = z.looseObject({ name: z.string(), domain_id: z.uuid(), host: z.string(), gained: z.boolean() })

const moved = z.looseObject({ name: z.string(), before: z.string() })

export const subscriptions: Subscriptions = [
  subscription('programme.left', 'links.anonymise-sharer', departure, (ctx, { member_id, programme_id }) => anonymiseSharer(ctx, member_id, programme_id)),
  // whoever proved it has that in their audit log already
  subscription('links.domain_passed', 'links.note-lost-domain', passed, async (ctx, { domain_id, host, gained }) => { if (!gained) await audit(ctx, 'domain.lost', domain_id, { host }) }),
  subscription('organisations.time_zone_changed', 'links.move-days', moved, async (ctx, { before }) => { await moveDays(ctx, before, (await organisation(ctx)).time_zone) }),
]
