import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import { readsByGroup } from '#room/content'
import { clicksByGroup } from '#room/links'
import { countInGroups } from '#room/people'
import { sharesByGroup } from '#room/sharing'
import { onActivity } from '../filters.ts'
import { guardedCount, guardedFigure, daysOf, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import type { CrowdKind } from '../queries/crowds.ts'
import type { Gathering } from './gather.ts'

/** Members of the period's beginning, and of them readers, sharers and whose links were followed, group by group, as far as they lie in the part that is asked for; of the group that is asked for alone. */
const countedGroups = async (ctx: Ctx, period: Period, { filters, members: { size, active }, part }: Narrowing, people: Gathering) => {
  const sets = [active, people.crowd('readers', 'now'), people.crowd('sharers', 'now'), people.crowd('followed', 'now')]
  const groups = await countInGroups(ctx, size, sets.map((crowd) => (part === null ? crowd : crowd.and(part.now)).write()), period.since)
  return groups.filter(({ id }) => filters.group_id === undefined || id === filters.group_id)
    .map(({ id, name, counts: [members = 0, readers = 0, sharers = 0, followed = 0] }) => ({ id, name, members, readers, sharers, followed }))
}

/** What was done by the members of each group. */
export const byGroup = (ctx: Ctx, period: Period, { filters }: Narrowing) => together([
  readsByGroup(ctx, { ...daysOf(period), ...onActivity(filters) }), sharesByGroup(ctx, { ...daysOf(period), ...filters }), clicksByGroup(ctx, daysOf(period), filters),
])

/** The groups that are large enough to be told apart, with the figures that enough of their people made. */
export const groupLines = async (ctx: Ctx, period: Period, narrowing: Narrowing, people: Gathering, [read, shared, clicked]: Awaited<ReturnType<typeof byGroup>>): Promise<Dashboard['groups']> => {
  const groups = await countedGroups(ctx, period, narrowing, people)
  const shown = groups.filter(({ members }) => members >= anonymityThreshold)
  const reads = new Map(read.map((row) => [row.key, row.reads]))
  const shares = new Map(shared.map((row) => [row.key, row.opened]))
  const clicks = new Map(clicked.map((row) => [row.key, row.clicks]))
  const among = (kind: Exclude<CrowdKind, 'connected'>, count: number) => guardedCount(count, people.count(kind, 'now').whole)
  const lines = shown.map((group) => {
    const [readers, sharers] = [among('readers', group.readers), among('sharers', group.sharers)]
    return {
      group_id: group.id, name: group.name, people: group.members, readers, reads: guardedFigure(reads.get(group.id) ?? 0, readers),
      sharers, shares: guardedFigure(shares.get(group.id) ?? 0, sharers), clicks: guardedFigure(clicks.get(group.id) ?? 0, among('followed', group.followed)),
    }
  })
  return { threshold: anonymityThreshold, lines, withheld: groups.length - shown.length }
}
