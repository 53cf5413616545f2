import { subscription, type Subscriptions } from '#kit/bus'
import type { Job } from '#kit/jobs'
import { programmeLeft } from '#room/programme'
import { deleteRankingChoice } from './queries.ts'

export { joinRanking } from './actions/ranking.ts'
export { personalData } from './personal-data.ts'
export { routes } from './routes.ts'

export const subscriptions: Subscriptions = [
  subscription('programme.left', 'insights.forget-ranking-choice', programmeLeft, (ctx, { programme_id, member_id }) => deleteRankingChoice(ctx, programme_id, member_id)),
]

/** None yet: the rollups that figures come from are each room's own. */
export const jobs: readonly Job[] = []
