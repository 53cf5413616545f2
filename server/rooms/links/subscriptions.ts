import { z } from 'zod'
import { subscription, type Subscriptions } from '#kit/bus'
import { anonymiseSharer } from './actions.ts'

const departure = z.looseObject({ name: z.string(), member_id: z.uuid(), programme_id: z.uuid() })

export const subscriptions: Subscriptions = [
  subscription('programme.left', 'links.anonymise-sharer', departure, (ctx, { member_id, programme_id }) => anonymiseSharer(ctx, member_id, programme_id)),
]
