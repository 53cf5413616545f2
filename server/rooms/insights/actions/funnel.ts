import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { readersAmong } from '#room/content'
import { readInvited } from '#room/people'
import { sharersAmong } from '#room/sharing'
import type { Period } from '../rules.ts'

/** Those invited in the period; of them, those who became members; of these, those who have read or shared something since. */
export const funnelOf = async (ctx: Ctx, { since, until }: Period): Promise<Dashboard['funnel']> => {
  const { invited, member_ids } = await readInvited(ctx, { from: since, to: until })
  const active = new Set([...await readersAmong(ctx, member_ids, since), ...await sharersAmong(ctx, member_ids, since)])
  return { invited, registered: member_ids.length, active: active.size }
}
