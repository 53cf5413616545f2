import type { Ctx } from '#kit/context'
import { numbersOfMembers } from '#room/people'
import { forgetInProgramme } from '../queries/crowds.ts'
import { lockKept } from '../queries/lock.ts'
import { deleteRankingChoice } from '../queries/ranking.ts'
import { forgetInSpans } from '../queries/span-crowds.ts'
import { forgetAmongFew } from '../queries/span-few.ts'

/** A member left a programme: they are ranked in it no more, nor counted among those who read or shared. */
export const forgetDeparture = async (ctx: Ctx, { programme_id, member_id }: { programme_id: string; member_id: string }): Promise<void> => {
  await deleteRankingChoice(ctx, programme_id, member_id)
  await lockKept(ctx)
  const number = (await numbersOfMembers(ctx, [member_id])).get(member_id)
  if (number === undefined) return
  await forgetInProgramme(ctx, programme_id, number)
  await forgetInSpans(ctx, number, programme_id)
  await forgetAmongFew(ctx, number, programme_id)
}
