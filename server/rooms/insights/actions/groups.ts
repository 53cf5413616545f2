import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countActivityBy } from '#room/content'
import { countClicksBy } from '#room/links'
import { readGroupMembers } from '#room/people'
import { countSharesBy } from '#room/sharing'
import { anonymityThreshold, guardedCount, guardedFigure, type Period } from '../rules.ts'

/** The groups that are large enough to be told apart, with the figures that enough of their people made. */
export const groupLines = async (ctx: Ctx, { from, to }: Period, { readers, sharers }: { readers: ReadonlySet<string>; sharers: ReadonlySet<string> }): Promise<Dashboard['groups']> => {
  const groups = await readGroupMembers(ctx)
  const shown = groups.filter(({ members }) => members >= anonymityThreshold)
  const reads = new Map((await countActivityBy(ctx, 'group_id', { from, to })).map((row) => [row.key, row.reads]))
  const shares = new Map((await countSharesBy(ctx, 'group_id', { from, to })).map((row) => [row.key, row.opened]))
  const clicks = new Map((await countClicksBy(ctx, 'group_id', { from, to })).map((row) => [row.key, row.clicks]))
  const lines = shown.map(({ id, name, members, member_ids }) => {
    const among = (people: ReadonlySet<string>) => member_ids.reduce((count, member_id) => (people.has(member_id) ? count + 1 : count), 0)
    const group_readers = guardedCount(among(readers), readers.size)
    const group_sharers = guardedCount(among(sharers), sharers.size)
    return {
      group_id: id, name, people: members,
      readers: group_readers, reads: guardedFigure(reads.get(id) ?? 0, group_readers),
      sharers: group_sharers, shares: guardedFigure(shares.get(id) ?? 0, group_sharers), clicks: guardedFigure(clicks.get(id) ?? 0, group_sharers),
    }
  })
  return { threshold: anonymityThreshold, lines, withheld: groups.length - shown.length }
}
