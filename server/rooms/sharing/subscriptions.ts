import { z } from 'zod'
import { subscription, type Subscriptions } from '#kit/bus'
import { refreshLinks } from './actions/link.ts'
import { confirmShare } from './actions/state.ts'
import { anonymiseShares } from './queries/shares.ts'

const aboutShare = z.looseObject({ name: z.string(), share_id: z.uuid() })
const aboutContent = z.looseObject({ name: z.string(), content_id: z.uuid() })
const departure = z.looseObject({ name: z.string(), member_id: z.uuid(), programme_id: z.uuid() })

export const subscriptions: Subscriptions = [
  subscription('links.first_click', 'sharing.confirm-share', aboutShare, (ctx, { share_id }) => confirmShare(ctx, share_id)),
  subscription('content.changed', 'sharing.refresh-links', aboutContent, (ctx, { content_id }) => refreshLinks(ctx, content_id)),
  subscription('content.published', 'sharing.refresh-links', aboutContent, (ctx, { content_id }) => refreshLinks(ctx, content_id)),
  subscription('programme.left', 'sharing.anonymise-shares', departure, (ctx, { member_id, programme_id }) => anonymiseShares(ctx, member_id, programme_id)),
]
