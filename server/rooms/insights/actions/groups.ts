import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { readsByGroup } from '#room/content'
import { clicksByGroup } from '#room/links'
import { sharesByGroup } from '#room/sharing'
import { onActivity } from '../filters.ts'
import { anonymityThreshold, guardedCount, guardedFigure, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import type { CrowdKind } from '../queries/crowds.ts'
import type { Gathering } from './gather.ts'
import { days } from './measure.ts'
import { groupsNow, type GroupCrowd } from './members.ts'

/** The groups as far as they lie in the part that is asked for; the one that is asked for alone. */
const groupsIn = async (ctx: Ctx, { filters, members, part }: Narrowing): Promise<GroupCrowd[]> => {
  const groups = (await groupsNow(ctx, members)).filter(({ id }) => filters.group_id === undefined || id === filters.group_id)
  return part === null ? groups : groups.map(({ active, all, ...group }) => ({ ...group, active: active.and(part), all: all.and(part) }))
}

/** The groups that are large enough to be told apart, with the figures that enough of their people made. */
export const groupLines = async (ctx: Ctx, period: Period, narrowing: Narrowing, people: Gathering): Promise<Dashboard['groups']> => {
  const { filters } = narrowing
  const groups = await groupsIn(ctx, narrowing)
  const shown = groups.filter(({ active }) => active.size >= anonymityThreshold)
  const reads = new Map((await readsByGroup(ctx, { ...days(period), ...onActivity(filters) })).map((row) => [row.key, row.reads]))
  const shares = new Map((await sharesByGroup(ctx, { ...days(period), ...filters })).map((row) => [row.key, row.opened]))
  const clicks = new Map((await clicksByGroup(ctx, days(period), filters)).map((row) => [row.key, row.clicks]))
  const crowds = { readers: people.crowd('readers', 'now'), sharers: people.crowd('sharers', 'now'), followed: people.crowd('followed', 'now') }
  const lines = shown.map(({ id, name, active, all }) => {
    const among = (kind: Exclude<CrowdKind, 'connected'>) => guardedCount(crowds[kind].and(all).size, people.count(kind, 'now').whole)
    const [readers, sharers] = [among('readers'), among('sharers')]
    return {
      group_id: id, name, people: active.size, readers, reads: guardedFigure(reads.get(id) ?? 0, readers),
      sharers, shares: guardedFigure(shares.get(id) ?? 0, sharers), clicks: guardedFigure(clicks.get(id) ?? 0, among('followed')),
    }
  })
  return { threshold: anonymityThreshold, lines, withheld: groups.length - shown.length }
}
