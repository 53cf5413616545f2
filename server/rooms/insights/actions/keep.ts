import type { Ctx, Kit } from '#kit/context'
import { eachOrganisation } from '#kit/each-organisation'
import { within } from '#kit/within'
import type { Days } from '#kit/days'
import { changedDays as changedContent, forgetChangedDays as forgetChangedContent } from '#room/content'
import { changedDays as changedClicks, forgetChangedDays as forgetChangedClicks } from '#room/links'
import { organisation } from '#room/organisations'
import { forgetFreed, readNumbering } from '#room/people'
import { forgetNumbers, readClosedDays, writeClosedDays, writeCrowds } from '../queries/crowds.ts'
import { lockKept } from '../queries/lock.ts'
import { forgetInSpans } from '../queries/span-crowds.ts'
import { forgetAmongFew } from '../queries/span-few.ts'
import { daysKept, lastDayOver } from '../rules.ts'
import { daysAfter } from '../spans.ts'
import { actedOn, lines } from './acts.ts'
import { bitsOf, keepSpans } from './keep-spans.ts'

/** Days gathered at once. */
const stride = 31
const always = { from: '0001-01-01', to: '9999-12-31' }

/** Keeps who did what on these days. */
const keepCrowds = async (ctx: Ctx, time_zone: string, size: number, days: Days): Promise<void> => {
  const { acted } = await actedOn(ctx, days, time_zone, {}, ['connected', 'readers', 'likers', 'sharers', 'followed', 'left_out'], lines)
  const crowds = acted.map(({ numbers, ...row }) => ({ ...row, bits: bitsOf(size, numbers) }))
  await writeCrowds(ctx, days.from, days.to, crowds)
}

/** Closes the days up to `last`: those that are not closed yet, or all that may be asked for where none is. */
const closeDays = async (ctx: Ctx, time_zone: string, last: string): Promise<void> => {
  const closed = await readClosedDays(ctx)
  const first = closed ? daysAfter(closed.last_day, 1) : daysAfter(last, -daysKept)
  const { given } = await readNumbering(ctx)
  for (let from = first; from <= last; from = daysAfter(from, stride)) {
    const to = daysAfter(from, stride - 1)
    await keepCrowds(ctx, time_zone, given, { from, to: to < last ? to : last })
  }
  if (first <= last) await writeClosedDays(ctx, closed?.first_day ?? first, last)
}

/** Days that came to something else after they were over. Forgotten before they are counted again, so that a change that comes meanwhile is not. */
const takeChanged = async (ctx: Ctx, last: string): Promise<{ content: string[]; clicks: string[] }> => {
  const [content, clicks] = [await changedContent(ctx, always.from, last), await changedClicks(ctx, { from: always.from, to: last })]
  await forgetChangedContent(ctx, content)
  await forgetChangedClicks(ctx, clicks)
  return { content, clicks }
}

/** Keeps what an organisation's days that are over came to. */
export const keepDays = async (ctx: Ctx): Promise<void> => {
  await lockKept(ctx)
  const { time_zone } = await organisation(ctx)
  const { freed, given } = await readNumbering(ctx)
  await forgetNumbers(ctx, freed)
  for (const number of freed) {
    await forgetInSpans(ctx, number)
    await forgetAmongFew(ctx, number)
  }
  await forgetFreed(ctx, freed)
  const last = lastDayOver(ctx.now, time_zone)
  const changed = await takeChanged(ctx, last)
  const closed = await readClosedDays(ctx)
  for (const day of [...new Set([...changed.content, ...changed.clicks])].filter((one) => closed && one >= closed.first_day && one <= closed.last_day)) await keepCrowds(ctx, time_zone, given, { from: day, to: day })
  await closeDays(ctx, time_zone, last)
  await keepSpans(ctx, time_zone, given, last, [...changed.content, ...changed.clicks])
}

/** The same for every organisation; one that fails stands in nobody's way. */
export const keepDaysOfAll = async (kit: Kit, organisationIds: (kit: Kit) => Promise<string[]>): Promise<void> => {
  await eachOrganisation(kit, 'days not kept', await organisationIds(kit), (id) => within(kit, id, keepDays))
}
