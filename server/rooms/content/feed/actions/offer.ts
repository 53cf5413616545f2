import type { Ctx } from '#kit/context'
import type { Tribe } from '@portevoix/contract/shapes'
import { organisation } from '#room/organisations'
import { countAudience } from '#room/people'
import { ambassadorsOf } from '#room/programme'
import { setOffered } from '../queries/activity.ts'
import { audienceOf } from '../queries/shareable.ts'
import { dayIn, isMeantFor, type Audience } from '../rules.ts'

const tribes: readonly Tribe[] = ['employees', 'customers']

/** The programme's ambassadors whom an audience is meant for, by tribe and group. */
const countMeant = async (ctx: Ctx, programme_id: string, audience: Audience) => {
  const meant = tribes.filter((tribe) => isMeantFor(audience, { tribe, group_ids: audience.group_ids }))
  if (meant.length === 0) return []
  const ambassadors = (await ambassadorsOf(ctx, programme_id)).map(({ member_id }) => member_id)
  return countAudience(ctx, { member_ids: ambassadors, tribes: meant, group_ids: audience.group_ids })
}

/** How many ambassadors an audience reaches today. */
export const countReached = async (ctx: Ctx, programme_id: string, audience: Audience): Promise<number> =>
  (await countMeant(ctx, programme_id, audience)).filter(({ group_id }) => group_id === null).reduce((sum, { members }) => sum + members, 0)

/** Counts to how many ambassadors a content that has just been published is meant; told twice, it counts once. */
export const countOffered = async (ctx: Ctx, content_id: string): Promise<void> => {
  const audience = await audienceOf(ctx, content_id)
  if (!audience) return
  const counts = await countMeant(ctx, audience.programme_id, audience)
  if (counts.length === 0) return
  await setOffered(ctx, content_id, dayIn(audience.published_at, (await organisation(ctx)).time_zone), counts)
}
