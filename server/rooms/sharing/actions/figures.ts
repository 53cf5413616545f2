import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { Ctx } from '#kit/context'
import { readerIds } from '#room/content'
import { isSmall } from '#room/people'
import { countSharers, countSharersAmong, type Period } from '../queries/figures.ts'
import { countLinkedShares } from '../queries/shares.ts'

/** How many members read, shared, or did both in a period. */
export interface ReadersAndSharers { readers: number; sharers: number; both: number }

export const countReadersAndSharers = async (ctx: Ctx, period: Period): Promise<ReadersAndSharers> => {
  const readers = await readerIds(ctx, period)
  return { readers: readers.length, sharers: await countSharers(ctx, period), both: await countSharersAmong(ctx, readers, period) }
}

/** How many shares of a content have a link out there. Null: they are of fewer people than the anonymity threshold, or of nobody; an organisation that is small sees them. */
export const sharesToTell = async (ctx: Ctx, content_id: string): Promise<number | null> => {
  const { shares, sharers } = await countLinkedShares(ctx, content_id)
  return sharers >= anonymityThreshold || (await isSmall(ctx)) ? shares : null
}
