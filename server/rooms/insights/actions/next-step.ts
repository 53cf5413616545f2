import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { isAnythingPublished } from '#room/content'
import { programmesOf } from '#room/programme'

/** What comes before there is anything to tell, as long as nothing was ever published. */
export const nextStepOf = async (ctx: Ctx): Promise<Dashboard['next_step']> => {
  if (await isAnythingPublished(ctx)) return null
  return (await programmesOf(ctx)).length === 0 ? 'open_programme' : 'publish'
}
