import { setImmediate } from 'node:timers/promises'
import { recordVisits, type PastCount, type PastVisit } from '#room/content'
import { recordHits, removeLinks, rollUpPast } from '#room/links'
import { confirmShares, recordShares, type PastShare, type RecordedShare } from '#room/sharing'
import type { Ctx } from '#kit/context'
import type { Day } from '../calendar.ts'
import { lateRequests, requestsOf, type SharedLink } from '../clicks.ts'
import type { Dice } from '../dice.ts'
import { inventions, type ThemeKey } from '../texts.ts'
import type { Planned } from '../plan.ts'
import { lookIns, visitOf } from '../visits.ts'
import type { Member } from './members.ts'

export interface Published { content_id: string; planned: Planned }

const millis = (at: number | null) => (at === null ? {} : { at: new Date(at) })

/** What everybody did with every content: their visits and shares, and when each was there. */
export const imagineDeeds = async (dice: Dice, days: readonly Day[], contents: readonly Published[], members: readonly Member[], theme_ids: Readonly<Record<ThemeKey, string>>, now: number) => {
  const visits: PastVisit[] = []
  const shares: PastShare[] = []
  const presences = members.flatMap(({ id, person }) => lookIns(dice, days, person, now).map((at) => ({ member_id: id, at })))
  for (const { content_id, planned } of contents) {
    await setImmediate()
    for (const { id, person, actor } of members) {
      const visit = visitOf(dice, days, planned, person, now)
      if (!visit) continue
      presences.push({ member_id: id, at: visit.viewed_at })
      const { at: liked_at } = millis(visit.liked_at)
      const { at: saved_at } = millis(visit.saved_at)
      visits.push({
        member_id: id, content_id, viewed_at: new Date(visit.viewed_at), ...(visit.opened && { opened: { ...visit.opened, at: new Date(visit.opened.at) } }),
        ...(liked_at && { liked_at }), ...(saved_at && { saved_at }),
      })
      if (!visit.share || visit.share.at >= now) continue
      const { at, network, declared_at, own_words } = visit.share
      shares.push({
        sharer: { id, tribe: person.tribe, group_ids: actor.group_ids }, content_id, theme_id: theme_ids[planned.theme], network, opened_at: new Date(at),
        declared_at: declared_at === null || declared_at >= now ? null : new Date(declared_at), caption: own_words ? dice.one(inventions[person.language].own_words) : null, turn: dice.below(4),
      })
    }
  }
  return { visits, shares, presences }
}

export const tellVisits = (ctx: Ctx, members: readonly Member[], visits: readonly PastVisit[]): Promise<PastCount> =>
  recordVisits(ctx, new Map(members.map(({ id, actor }) => [id, { tribe: actor.tribe, group_ids: actor.group_ids }])), visits)

export const tellShares = (ctx: Ctx, shares: readonly PastShare[]): Promise<RecordedShare[]> =>
  recordShares(ctx, shares.toSorted((one, other) => one.opened_at.getTime() - other.opened_at.getTime()))

/** How many contents were withdrawn from the networks, their links ended. */
const endedCount = 2

/** Who came by the links of these shares, people and robots, and what it comes to. */
export const tellClicks = async (ctx: Ctx, dice: Dice, days: readonly Day[], shares: readonly RecordedShare[], contents: readonly Published[], members: readonly Member[], time_zone: string) => {
  const now = ctx.now.getTime()
  const plans = new Map(contents.map(({ content_id, planned }) => [content_id, planned]))
  const people = new Map(members.map(({ id, person }) => [id, person]))
  const links = shares.map(({ link_id, content_id, network, sharer_id, opened_at }): SharedLink & { content_id: string } => ({
    link_id, content_id, network, at: opened_at.getTime(), reach: people.get(sharer_id)?.reach ?? 1, pull: plans.get(content_id)?.pull ?? 1, language: plans.get(content_id)?.language ?? 'fr',
  }))
  const counted = await recordHits(ctx, links.flatMap((link) => requestsOf(dice, days, link, now)))
  const shared = new Set(links.map(({ content_id }) => content_id))
  const ended = contents.filter(({ content_id, planned }) => shared.has(content_id) && planned.expires_at !== null && planned.expires_at < now).slice(0, endedCount)
  for (const { content_id } of ended) {
    await removeLinks(ctx, content_id)
    const late = await recordHits(ctx, links.filter((link) => link.content_id === content_id).flatMap((link) => lateRequests(dice, link, now)))
    counted.drops += late.drops
  }
  await confirmShares(ctx, (await rollUpPast(ctx, time_zone)).map(({ share_id, first_click_at }) => ({ share_id, at: first_click_at })))
  return counted
}
