import type { Ctx } from '#kit/context'
import type { Tribe } from '@portevoix/contract/shapes'
import { organisation } from '#room/organisations'
import { countAudience } from '#room/people'
import { ambassadorsOf } from '#room/programme'
import { setOffered } from '../queries/activity.ts'
import { audienceOf } from '../queries/shareable.ts'
import { dayIn, isMeantFor } from '../rules.ts'

const tribes: readonly Tribe[] = ['employees', 'customers']

/** Counts to how many ambassadors a content that has just been published is meant; told twice, it counts once. */
export const countOffered = async (ctx: Ctx, content_id: string): Promise<void> => {
  const audience = await audienceOf(ctx, content_id)
  if (!audience) return
  const meant = tribes.filter((tribe) => isMeantFor(audience, { tribe, group_ids: audience.group_ids }))
  if (meant.length === 0) return
  const ambassadors = (await ambassadorsOf(ctx, audience.programme_id)).map(({ member_id }) => member_id)
  const counts = await countAudience(ctx, { member_ids: ambassadors, tribes: meant, group_ids: audience.group_ids })
  await setOffered(ctx, content_id, dayIn(audience.published_at, (await organisation(ctx)).time_zone), counts)
}
