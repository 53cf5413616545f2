import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { contentsPublished, readActivity, readerParts } from '#room/content'
import { countClicks, countClicksBy, countDrops } from '#room/links'
import { countActiveMembers, presenceParts } from '#room/people'
import { readShares, sharerIds } from '#room/sharing'
import { peopleOf, type People } from '../people.ts'
import { readersAndSharers, startOfDay, stepsOf, type Period, type PeriodAsked, type Span } from '../rules.ts'
import { addReads, addShares, contentRankings, plusShares, type ByContent } from './contents.ts'
import { funnelOf } from './funnel.ts'
import { groupLines } from './groups.ts'
import { networkLines } from './networks.ts'
import { askedPeriod, shownPeriod } from './period.ts'
import { seriesOf } from './series.ts'
import { themeLines } from './themes.ts'

const moments = ({ since, until }: Span) => ({ from: since, to: until })
const days = ({ from, to }: Span) => ({ from, to })

/** What the figures of one period are made of. */
const measure = async (ctx: Ctx, span: Span, { connected, readers }: People['now']) => ({
  connected, readers,
  sharers: new Set(await sharerIds(ctx, moments(span))),
  published: await contentsPublished(ctx, moments(span)),
  activity: await readActivity(ctx, span.from, span.to),
  shares: await readShares(ctx, span.from, span.to),
  clicks: await countClicks(ctx, days(span)),
})
type Measured = Awaited<ReturnType<typeof measure>>

/** Who was there and who read, in the period, in each of its steps and before: one reading of either. */
const peopleIn = async (ctx: Ctx, period: Period): Promise<People> => {
  const starts = [period.previous.from, ...stepsOf(period).map(({ from }) => from)]
  const present = await presenceParts(ctx, starts, period.to)
  return peopleOf(present, await readerParts(ctx, starts.map((day) => startOfDay(day, period.time_zone)), period.until), starts.length - 1)
}

const byContent = async (ctx: Ctx, period: Period, { activity, shares }: Measured): Promise<ByContent> => ({
  activity: addReads(activity.by_content, ({ content_id }) => content_id),
  shares: addShares(shares.by_content, ({ content_id }) => content_id),
  clicks: await countClicksBy(ctx, 'content_id', days(period)),
})

const readsOf = ({ activity }: Measured) => activity.by_content.reduce((total, { reads }) => total + reads, 0)
const likesOf = ({ activity }: Measured) => activity.by_content.reduce((total, { likes }) => total + likes, 0)
const sharesOf = ({ shares }: Measured) => shares.by_content.reduce(plusShares, { opened: 0, declared: 0, confirmed: 0 })

const figuresOf = (now: Measured, before: Measured, members: number, contents: ByContent): Dashboard['figures'] => ({
  connected: { value: now.connected, previous: before.connected, sample: members },
  readers: { value: now.readers.size, previous: before.readers.size, sample: members },
  sharers: { value: now.sharers.size, previous: before.sharers.size, sample: members },
  published: { value: now.published.length, previous: before.published.length, sample: now.published.length },
  reads: { value: readsOf(now), previous: readsOf(before), sample: now.readers.size },
  likes: { value: likesOf(now), previous: likesOf(before), sample: contents.activity.filter(({ likes }) => likes > 0).length },
  shares: { value: sharesOf(now).opened, previous: sharesOf(before).opened, sample: now.sharers.size },
  clicks: { value: now.clicks.clicks, previous: before.clicks.clicks, sample: contents.clicks.filter(({ clicks }) => clicks > 0).length },
})

/** What became, within the period, of what was published in it. */
const offerOf = (published: Measured['published'], { activity, shares }: ByContent): Dashboard['offer'] => {
  const ids = new Set(published.map(({ id }) => id))
  const among = (rows: readonly { key: string | null }[]) => rows.filter(({ key }) => key !== null && ids.has(key)).length
  return {
    contents: ids.size, read: among(activity.filter(({ reads }) => reads > 0)), liked: among(activity.filter(({ likes }) => likes > 0)),
    shared: among(shares.filter(({ opened }) => opened > 0)),
  }
}

/** The team's dashboard: rollups added up, and people counted, never named. */
export const dashboardOf = async (ctx: Ctx, asked: PeriodAsked): Promise<Dashboard> => {
  const period = await askedPeriod(ctx, asked)
  const people = await peopleIn(ctx, period)
  const now = await measure(ctx, period, people.now)
  const before = await measure(ctx, period.previous, people.before)
  const contents = await byContent(ctx, period, now)
  const reasons = await countDrops(ctx, days(period))
  return {
    period: shownPeriod(ctx, period),
    figures: figuresOf(now, before, await countActiveMembers(ctx), contents),
    shares: sharesOf(now),
    left_out: { hits: now.clicks.drops, reasons },
    series: await seriesOf(ctx, period, people.by_step, { reads: now.activity.by_day, shares: now.shares.by_day }),
    networks: await networkLines(ctx, period, now.shares.by_network, before.shares.by_network),
    themes: await themeLines(ctx, period, now.published, {
      activity: addReads(now.activity.by_content, ({ theme_id }) => theme_id), shares: addShares(now.shares.by_content, ({ theme_id }) => theme_id),
    }),
    offer: offerOf(now.published, contents),
    rankings: await contentRankings(ctx, contents),
    funnel: await funnelOf(ctx, period),
    readers_and_sharers: readersAndSharers(now.readers, now.sharers, before),
    groups: await groupLines(ctx, period, now),
  }
}
