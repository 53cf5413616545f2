import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countActivityBy } from '#room/content'
import { countClicksBy, followedSharerIds } from '#room/links'
import { readGroupMembers, type GroupMembers } from '#room/people'
import { countSharesBy } from '#room/sharing'
import { onActivity, onShares } from '../filters.ts'
import { anonymityThreshold, guardedCount, guardedFigure, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import { days } from './measure.ts'

/** The groups as far as they lie in the part that is asked for; the one that is asked for alone. */
const groupsIn = async (ctx: Ctx, { filters, member_ids }: Narrowing): Promise<GroupMembers[]> => {
  const groups = (await readGroupMembers(ctx)).filter(({ id }) => filters.group_id === undefined || id === filters.group_id)
  if (member_ids === null) return groups
  return groups.map(({ active_ids, member_ids: ids, ...group }) => {
    const active = active_ids.filter((id) => member_ids.has(id))
    return { ...group, members: active.length, active_ids: active, member_ids: ids.filter((id) => member_ids.has(id)) }
  })
}

/** The groups that are large enough to be told apart, with the figures that enough of their people made. `readers` and `sharers` are everybody's. */
export const groupLines = async (ctx: Ctx, period: Period, narrowing: Narrowing, { readers, sharers }: { readers: ReadonlySet<string>; sharers: ReadonlySet<string> }): Promise<Dashboard['groups']> => {
  const { filters } = narrowing
  const groups = await groupsIn(ctx, narrowing)
  const shown = groups.filter(({ members }) => members >= anonymityThreshold)
  const reads = new Map((await countActivityBy(ctx, 'group_id', { ...days(period), ...onActivity(filters) })).map((row) => [row.key, row.reads]))
  const shares = new Map((await countSharesBy(ctx, 'group_id', { ...days(period), ...filters })).map((row) => [row.key, row.opened]))
  const clicks = new Map((await countClicksBy(ctx, 'group_id', { ...days(period), ...filters })).map((row) => [row.key, row.clicks]))
  const followed = new Set(await followedSharerIds(ctx, { ...days(period), ...onShares(filters) }))
  const lines = shown.map(({ id, name, members, member_ids }) => {
    const among = (people: ReadonlySet<string>) => member_ids.reduce((count, member_id) => (people.has(member_id) ? count + 1 : count), 0)
    const group_readers = guardedCount(among(readers), readers.size)
    const group_sharers = guardedCount(among(sharers), sharers.size)
    const group_followed = guardedCount(among(followed), followed.size)
    return {
      group_id: id, name, people: members,
      readers: group_readers, reads: guardedFigure(reads.get(id) ?? 0, group_readers),
      sharers: group_sharers, shares: guardedFigure(shares.get(id) ?? 0, group_sharers), clicks: guardedFigure(clicks.get(id) ?? 0, group_followed),
    }
  })
  return { threshold: anonymityThreshold, lines, withheld: groups.length - shown.length }
}
