import type { Kit } from '#kit/context'
import { subscription, type Subscriptions } from '#kit/bus'
import type { Job } from '#kit/jobs'
import { programmeLeft } from '#room/programme'
import { keepDaysOfAll } from './actions/keep.ts'
import { forgetDeparture } from './actions/departure.ts'

export { joinRanking } from './actions/ranking.ts'
export { personalData } from './personal-data.ts'
export { routes } from './routes.ts'

export const subscriptions: Subscriptions = [subscription('programme.left', 'insights.forget-departure', programmeLeft, forgetDeparture)]

/** The room's jobs; which organisations there are is known by the room that has them. */
export const jobs = (organisationIds: (kit: Kit) => Promise<string[]>): readonly Job[] => [
  { name: 'insights.keep-days', every_seconds: 60, run: (kit) => keepDaysOfAll(kit, organisationIds) },
]
