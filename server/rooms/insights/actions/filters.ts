import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { ActiveFilters, FilterChoices } from '@portevoix/contract/insights'
import { noTheme } from '@portevoix/contract/insights/choices'
import { networkIds } from '@portevoix/contract/networks/shape'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { refuseField } from '#kit/problem'
import { membersOf, numbersOfMembers } from '#room/people'
import { ambassadorsOf, everyTheme, programmesOf } from '#room/programme'
import { campaignNetworksUsed } from '#room/sharing'
import { Crowd } from '../crowd.ts'
import { isPart, onPeople, type Filters } from '../filters.ts'
import { guardedCount, type Period } from '../rules.ts'
import { groupsToChoose, membersNow, type Members } from './members.ts'

/** What was asked for, as it came. */
export interface FiltersAsked { programme_id?: string | undefined; theme_id?: string | undefined; tribe?: Tribe | undefined; group_id?: string | undefined; network?: string | undefined }

/** Whom the filters leave, in the period and in the one before it. */
interface Over<Value> { now: Value; before: Value }

/** `member_ids` and, by their numbers, `part`: the members whom the filters leave; null: everybody. `members`: all there are. */
export interface Narrowing { filters: Filters; members: Members; member_ids: Over<readonly string[]> | null; part: Over<Crowd> | null; shown: ActiveFilters }

/** Whether there is nobody to hide: an organisation that never had five members sees what it did as it is. */
export const isOpen = ({ member_ids, shown: { small } }: Narrowing): boolean => member_ids === null && small

const gone = 'insights.filter_gone'

const programmeAsked = async (ctx: Ctx, id: string | undefined) =>
  id === undefined ? null : (await programmesOf(ctx)).find((programme) => programme.id === id) ?? refuseField('programme_id', gone)

const themeAsked = async (ctx: Ctx, id: string | undefined, programme_id: string | undefined) => {
  if (id === undefined) return null
  if (id === noTheme) return { id: null, name: null }
  const theme = (await everyTheme(ctx)).find((one) => one.id === id) ?? refuseField('theme_id', gone)
  return programme_id === undefined || theme.programme_id === programme_id ? theme : refuseField('theme_id', 'insights.theme_elsewhere')
}

/** A group that is too small to be told apart is not there to be asked for. */
const groupAsked = async (ctx: Ctx, id: string | undefined, members: Members) => {
  if (id === undefined) return null
  const group = (await groupsToChoose(ctx, members)).find((one) => one.id === id) ?? refuseField('group_id', gone)
  return group.enough ? group : refuseField('group_id', 'insights.group_too_small', { threshold: anonymityThreshold })
}

/**
 * Who is in the part: today's members of the tribe, today's ambassadors of the programme, and those who were in the group when the
 * period began: whoever is put in or taken out later changes no figure. A group that had fewer active members then is nobody.
 */
const partOf = async (ctx: Ctx, filters: Filters, at: Date) => {
  if (await isEarly(ctx, filters, at)) return []
  const members = await membersOf(ctx, onPeople(filters), at)
  if (filters.programme_id === undefined) return members
  const ambassadors = new Set((await ambassadorsOf(ctx, filters.programme_id)).map(({ member_id }) => member_id))
  return members.filter(({ id }) => ambassadors.has(id))
}

/** Whether the group that is asked for had too few active members at a moment. */
const isEarly = async (ctx: Ctx, { group_id }: Filters, at: Date): Promise<boolean> =>
  group_id !== undefined && (await membersOf(ctx, { group_id }, at)).filter(({ active }) => active).length < anonymityThreshold

/**
 * The filters that were asked for, and whom they leave.
 * @throws Problem 422 at the field of a filter that is gone, or that names too few people.
 */
export const askedFilters = async (ctx: Ctx, { programme_id, theme_id, tribe, group_id, network }: FiltersAsked, period: Period): Promise<Narrowing> => {
  const members = await membersNow(ctx)
  const programme = await programmeAsked(ctx, programme_id)
  const theme = await themeAsked(ctx, theme_id, programme_id)
  const group = await groupAsked(ctx, group_id, members)
  const filters: Filters = { programme_id, tribe, group_id, network, ...(theme && { theme_id: theme.id }) }
  const part = isPart(filters) ? await partOf(ctx, filters, period.since) : null
  const before = part && group_id !== undefined ? await partOf(ctx, filters, period.previous.since) : part
  const idsOf = (people: readonly { id: string }[]) => people.map(({ id }) => id)
  const crowdOf = async (people: readonly { id: string }[]) => Crowd.of(members.size, (await numbersOfMembers(ctx, idsOf(people))).values())
  const named = (row: { id: string; name: string } | null) => row && { id: row.id, name: row.name }
  const now_ids = part && idsOf(part)
  const crowd = part && await crowdOf(part)
  return {
    filters, members, member_ids: now_ids && before && { now: now_ids, before: before === part ? now_ids : idsOf(before) }, part: crowd && before && { now: crowd, before: before === part ? crowd : await crowdOf(before) },
    shown: {
      programme: named(programme), theme: theme && { id: theme.id, name: theme.name }, tribe: tribe ?? null, group: named(group), network: network ?? null,
      small: members.size < anonymityThreshold, early: await isEarly(ctx, filters, period.since), narrowed: part !== null, people: part === null ? members.active_count : guardedCount(part.filter(({ active }) => active).length, members.active_count),
    },
  }
}

/** What there is to choose from. */
export const filterChoices = async (ctx: Ctx): Promise<FilterChoices> => {
  const groups = (await groupsToChoose(ctx, await membersNow(ctx))).filter(({ enough }) => enough)
  const programmes = await programmesOf(ctx)
  const used = new Set([...programmes.flatMap(({ networks }) => networks), ...await campaignNetworksUsed(ctx)])
  return {
    programmes: programmes.map(({ id, name }) => ({ id, name })), themes: await everyTheme(ctx), tribes: ['employees', 'customers'],
    groups: groups.map(({ id, name }) => ({ id, name })), networks: [...networkIds, 'print'].filter((network) => used.has(network)), threshold: anonymityThreshold,
  }
}
