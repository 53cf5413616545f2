import { atLeast } from '@portevoix/contract/anonymity'
import type { Ctx } from '#kit/context'
import type { Tribe } from '@portevoix/contract/shapes'
import { organisation } from '#room/organisations'
import { countAudience, isSmall } from '#room/people'
import { ambassadorsOf } from '#room/programme'
import { setOffered } from '../queries/activity.ts'
import { audienceOf } from '../queries/shareable.ts'
import { dayIn, isMeantFor, type Audience } from '../rules.ts'

const tribes: readonly Tribe[] = ['employees', 'customers']

/** Whom an audience is meant for, by tribe and group: the programme's ambassadors, or all members. */
const countMeant = async (ctx: Ctx, programme_id: string | null, audience: Audience) => {
  const meant = tribes.filter((tribe) => isMeantFor(audience, { tribe, group_ids: audience.group_ids }))
  if (meant.length === 0) return []
  const member_ids = programme_id === null ? null : (await ambassadorsOf(ctx, programme_id)).map(({ member_id }) => member_id)
  return countAudience(ctx, { member_ids, tribes: meant, group_ids: audience.group_ids })
}

const inAll = (counts: Awaited<ReturnType<typeof countMeant>>): number =>
  counts.filter(({ group_id }) => group_id === null).reduce((sum, { members }) => sum + members, 0)

/**
 * How many ambassadors an audience reaches today, as it may be told: at least so many, null for a few. That it is nobody is told where
 * no member at all is in it, for then it tells of none that they do not take part. An organisation that is small sees the number.
 */
export const reachToTell = async (ctx: Ctx, programme_id: string, audience: Audience): Promise<number | null> => {
  const reached = inAll(await countMeant(ctx, programme_id, audience))
  if (await isSmall(ctx)) return reached
  return inAll(await countMeant(ctx, null, audience)) === 0 ? 0 : atLeast(reached)
}

/** Counts to how many ambassadors a content that has just been published is meant; told twice, it counts once. */
export const countOffered = async (ctx: Ctx, content_id: string): Promise<void> => {
  const audience = await audienceOf(ctx, content_id)
  if (!audience) return
  const counts = await countMeant(ctx, audience.programme_id, audience)
  if (counts.length === 0) return
  await setOffered(ctx, content_id, dayIn(audience.published_at, (await organisation(ctx)).time_zone), counts)
}
