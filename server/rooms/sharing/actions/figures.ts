import type { Ctx } from '#kit/context'
import { readerIds } from '#room/content'
import { countSharers, countSharersAmong, type Period } from '../queries/figures.ts'

/** How many members read, shared, or did both in a period. */
export interface ReadersAndSharers { readers: number; sharers: number; both: number }

export const countReadersAndSharers = async (ctx: Ctx, period: Period): Promise<ReadersAndSharers> => {
  const readers = await readerIds(ctx, period)
  return { readers: readers.length, sharers: await countSharers(ctx, period), both: await countSharersAmong(ctx, readers, period) }
}
