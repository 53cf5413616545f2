import type { Impact } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { found } from '#kit/problem'
import { countOwnReads, countOwnReadsByDay, visibleTitles } from '#room/content'
import { countOwnClicksBy } from '#room/links'
import { countOwnSharesBy, type ShareCount } from '#room/sharing'
import { adviceFrom, type OwnWay } from '../advice.ts'
import { bySteps, type Period, type PeriodAsked, type Span } from '../rules.ts'
import { themeNames } from './contents.ts'
import { askedPeriod, shownPeriod } from './period.ts'

const best = 5
const ever = { from: new Date(0), to: new Date('9999-12-31') }
const moments = ({ since, until }: Span) => ({ from: since, to: until })
const sharesOf = (rows: readonly ShareCount[]): ShareCount =>
  rows.reduce((total, row) => ({ opened: total.opened + row.opened, declared: total.declared + row.declared, confirmed: total.confirmed + row.confirmed }), { opened: 0, declared: 0, confirmed: 0 })
const clicksOf = (rows: readonly { clicks: number }[]) => rows.reduce((total, { clicks }) => total + clicks, 0)

/** Shares and clicks by one dimension, put together; the most clicked first. */
const ways = async (ctx: Ctx, member_id: string, dimension: 'network' | 'theme_id' | 'content_id', period: Period): Promise<OwnWay[]> => {
  const shares = new Map((await countOwnSharesBy(ctx, member_id, dimension, moments(period))).map((row) => [row.key, row.opened]))
  const clicks = new Map((await countOwnClicksBy(ctx, member_id, dimension, { from: period.from, to: period.to })).map((row) => [row.key, row.clicks]))
  return [...new Set([...shares.keys(), ...clicks.keys()])].flatMap((key) => (key === null ? [] : [{ key, shares: shares.get(key) ?? 0, clicks: clicks.get(key) ?? 0 }]))
    .sort((one, other) => other.clicks - one.clicks || other.shares - one.shares)
}

const seriesOf = async (ctx: Ctx, member_id: string, period: Period) => {
  const clicks_by_day = await countOwnClicksBy(ctx, member_id, 'day', { from: period.from, to: period.to })
  const reads = bySteps(await countOwnReadsByDay(ctx, member_id, moments(period), period.time_zone), period.steps, (row) => row.reads)
  const shares = bySteps(await countOwnSharesBy(ctx, member_id, 'day', moments(period)), period.steps, (row) => row.opened)
  const clicks = bySteps(clicks_by_day, period.steps, (row) => row.clicks)
  const series = period.steps.map(({ from, to }, place) => ({ from, to, reads: reads[place] ?? 0, shares: shares[place] ?? 0, clicks: clicks[place] ?? 0 }))
  return { clicks_by_day, series }
}

/** The actor's own figures. Nobody else can ask for them. */
export const impactOf = async (ctx: Ctx, asked: PeriodAsked): Promise<Impact> => {
  const member_id = found(ctx.actor.member_id)
  const period = await askedPeriod(ctx, asked)
  const { previous } = period
  const { clicks_by_day, series } = await seriesOf(ctx, member_id, period)
  const [networks, themes, contents] = [await ways(ctx, member_id, 'network', period), await ways(ctx, member_id, 'theme_id', period), await ways(ctx, member_id, 'content_id', period)]
  const shares = sharesOf(await countOwnSharesBy(ctx, member_id, 'network', moments(period)))
  const previous_shares = sharesOf(await countOwnSharesBy(ctx, member_id, 'network', moments(previous)))
  const shares_ever = sharesOf(await countOwnSharesBy(ctx, member_id, 'network', ever)).opened
  const previous_clicks = await countOwnClicksBy(ctx, member_id, 'network', { from: previous.from, to: previous.to })
  const reads = await countOwnReads(ctx, member_id, moments(period))
  const shown = contents.slice(0, best)
  const titles = await visibleTitles(ctx, shown.map(({ key }) => key))
  const names = await themeNames(ctx, themes.map(({ key }) => key))
  return {
    period: shownPeriod(ctx, period),
    figures: {
      shares: { value: shares.opened, previous: previous_shares.opened, sample: networks.filter((way) => way.shares > 0).length },
      clicks: { value: clicksOf(networks), previous: clicksOf(previous_clicks), sample: contents.filter((way) => way.clicks > 0).length },
      reads: { value: reads, previous: await countOwnReads(ctx, member_id, moments(previous)), sample: reads },
    },
    shares,
    left_out: { hits: clicks_by_day.reduce((total, { drops }) => total + drops, 0) },
    networks: networks.map(({ key, ...way }) => ({ network: key, ...way })),
    series,
    contents: shown.map(({ key, ...way }) => ({ content_id: key, title: titles.get(key) ?? null, ...way })),
    advice: adviceFrom({ shares_ever, networks, themes, clicks_by_day }, (id) => names.get(id)?.name ?? null),
  }
}
