import { z } from 'zod'
import { subscription, type Subscriptions } from '#kit/bus'
import { eraseMarks } from './queries/marks.ts'

const departure = z.looseObject({ name: z.string(), member_id: z.uuid(), programme_id: z.uuid() })

export const feedSubscriptions: Subscriptions = [
  subscription('programme.left', 'content.erase-marks', departure, (ctx, { member_id, programme_id }) => eraseMarks(ctx, member_id, programme_id)),
]
