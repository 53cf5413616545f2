import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countActivityBy } from '#room/content'
import { countClicksBy } from '#room/links'
import { countInGroups, readGroupSizes } from '#room/people'
import { countSharesBy } from '#room/sharing'
import { anonymityThreshold, guardedCount, guardedFigure, type Period } from '../rules.ts'

/** The groups that are large enough to be told apart, with the figures that enough of their people made. */
export const groupLines = async (ctx: Ctx, { from, to }: Period, { readers, sharers }: { readers: ReadonlySet<string>; sharers: ReadonlySet<string> }): Promise<Dashboard['groups']> => {
  const groups = await readGroupSizes(ctx)
  const shown = groups.filter(({ members }) => members >= anonymityThreshold)
  const readersIn = await countInGroups(ctx, [...readers])
  const sharersIn = await countInGroups(ctx, [...sharers])
  const reads = new Map((await countActivityBy(ctx, 'group_id', { from, to })).map((row) => [row.key, row.reads]))
  const shares = new Map((await countSharesBy(ctx, 'group_id', { from, to })).map((row) => [row.key, row.opened]))
  const clicks = new Map((await countClicksBy(ctx, 'group_id', { from, to })).map((row) => [row.key, row.clicks]))
  const lines = shown.map(({ id, name, members }) => {
    const group_readers = guardedCount(readersIn.get(id) ?? 0, readers.size)
    const group_sharers = guardedCount(sharersIn.get(id) ?? 0, sharers.size)
    return {
      group_id: id, name, people: members,
      readers: group_readers, reads: guardedFigure(reads.get(id) ?? 0, group_readers),
      sharers: group_sharers, shares: guardedFigure(shares.get(id) ?? 0, group_sharers), clicks: guardedFigure(clicks.get(id) ?? 0, group_sharers),
    }
  })
  return { threshold: anonymityThreshold, lines, withheld: groups.length - shown.length }
}
