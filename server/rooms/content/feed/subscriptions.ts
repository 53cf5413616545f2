import { z } from 'zod'
import { subscription, type Subscriptions } from '#kit/bus'
import { countOffered } from './actions/offer.ts'
import { eraseMarks } from './queries/marks.ts'

const departure = z.looseObject({ name: z.string(), member_id: z.uuid(), programme_id: z.uuid() })

const publication = z.looseObject({ name: z.string(), content_id: z.uuid() })

export const feedSubscriptions: Subscriptions = [
  subscription('content.published', 'content.count-offered', publication, (ctx, { content_id }) => countOffered(ctx, content_id)),
  subscription('programme.left', 'content.erase-marks', departure, (ctx, { member_id, programme_id }) => eraseMarks(ctx, member_id, programme_id)),
]
