import type { Ranking } from '@portevoix/contract/insights'
import type { RankingMeasure } from '@portevoix/contract/insights/choices'
import type { Ctx } from '#kit/context'
import { found, refuseField } from '#kit/problem'
import { countClicksOfSharers } from '#room/links'
import { isNameOfAnother } from '#room/people'
import { requireAmbassador } from '#room/programme'
import { contentsSharedBy, countSharesOfMembers } from '#room/sharing'
import { deleteRankingChoice, readRankingChoices, writeRankingChoice, type RankingChoice } from '../queries/ranking.ts'
import { dayOf, startOfDay, type PeriodAsked } from '../rules.ts'
import { askedPeriod, shownPeriod } from './period.ts'
import { placesOf } from '../places.ts'

const shown = ({ name_shown, since }: RankingChoice) => ({ name_shown, since: since.toISOString() })

/** The actor wishes to be ranked, under this name. @throws Problem 422 on the name of another member. */
export const joinRanking = async (ctx: Ctx, programme_id: string, name_shown: string): Promise<{ name_shown: string; since: string }> => {
  await requireAmbassador(ctx, programme_id)
  const member_id = found(ctx.actor.member_id)
  if (await isNameOfAnother(ctx, name_shown, member_id)) refuseField('name_shown', 'insights.name_of_another')
  return shown(await writeRankingChoice(ctx, programme_id, member_id, name_shown))
}

/** The actor is ranked no more; whoever asks next sees no trace of them. */
export const leaveRanking = (ctx: Ctx, programme_id: string): Promise<void> => deleteRankingChoice(ctx, programme_id, found(ctx.actor.member_id))

/** Those who wish to be ranked, by the names they chose, among ambassadors of the programme. What they did before the day of their choice is theirs alone. */
export const rankingOf = async (ctx: Ctx, programme_id: string, asked: PeriodAsked, measure: RankingMeasure): Promise<Ranking> => {
  await requireAmbassador(ctx, programme_id)
  const period = await askedPeriod(ctx, asked)
  const choices = await readRankingChoices(ctx, programme_id)
  const ids = choices.map(({ member_id }) => member_id)
  const chosen = choices.map(({ member_id, since }) => ({ member_id, day: dayOf(since, period.time_zone) }))
  const shares = await countSharesOfMembers(ctx, programme_id, chosen.map(({ member_id, day }) => ({ member_id, from: startOfDay(day, period.time_zone) })), { from: period.since, to: period.until })
  const content_ids = await contentsSharedBy(ctx, programme_id, ids)
  const clicks = new Map((await countClicksOfSharers(ctx, chosen.map(({ member_id, day }) => ({ sharer_id: member_id, from: day })), { from: period.from, to: period.to, content_ids })).map((row) => [row.sharer_id, row.clicks]))
  const own = choices.find(({ member_id }) => member_id === ctx.actor.member_id)
  const lines = choices.map(({ member_id, name_shown }) => ({ name_shown, shares: shares.get(member_id) ?? 0, clicks: clicks.get(member_id) ?? 0, own: member_id === ctx.actor.member_id }))
  return { period: shownPeriod(ctx, period), measure, choice: own ? shown(own) : null, participants: choices.length, lines: placesOf(lines, measure) }
}
