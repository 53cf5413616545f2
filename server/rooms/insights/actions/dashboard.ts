import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import { besideOf } from '#kit/within'
import { readPulses, readReplay, reasonsThatCount } from '#room/links'
import { unfollowedOf } from '../filters.ts'
import type { Guard } from '../guards.ts'
import { pulseFor } from '../pulse.ts'
import { dayOf, type PeriodAsked } from '../rules.ts'
import { contentRankings } from './contents.ts'
import { askedFilters, type FiltersAsked } from './filters.ts'
import { funnelOf } from './funnel.ts'
import type { Kind } from './gather.ts'
import { byGroup, groupLines } from './groups.ts'
import { guardOf } from './guard.ts'
import { keptWithin } from './kept.ts'
import { leftOutOf, reasonsOf } from './left-out.ts'
import { measure, type Measured } from './measure.ts'
import { networkLines } from './networks.ts'
import { nextStepOf } from './next-step.ts'
import { askedPeriod, shownPeriod } from './period.ts'
import { readersAndSharersOf } from './readers-and-sharers.ts'
import { seriesOf } from './series.ts'
import { themeLines } from './themes.ts'

const figuresOf = ({ people, published, activity, shares, clicks, contents }: Measured, guard: Guard, members: number | null): Dashboard['figures'] => {
  const counted = (kind: Kind, measure: 'connected' | 'reads' | 'shares') => {
    const [now, before] = [people.count(kind, 'now'), people.count(kind, 'before')]
    return { value: guard.people(measure, now.part, now.whole), previous: guard.people(measure, before.part, before.whole, 'before'), sample: members }
  }
  const done = (name: 'reads' | 'likes' | 'shares' | 'clicks', value: number, previous: number, sample: number) =>
    ({ value: guard.total(name, value), previous: guard.total(name, previous, 'before'), sample: guard.total(name, sample) })
  const having = (name: 'likes' | 'clicks') => {
    let count = 0
    for (const content of contents.values()) if (content[name] > 0) count += 1
    return count
  }
  return {
    connected: counted('connected', 'connected'), readers: counted('readers', 'reads'), sharers: counted('sharers', 'shares'),
    published: { value: published.count, previous: published.before, sample: published.count },
    reads: done('reads', activity.now.reads, activity.before.reads, people.count('readers', 'now').part),
    likes: done('likes', activity.now.likes, activity.before.likes, having('likes')),
    shares: done('shares', shares.now.opened, shares.before.opened, people.count('sharers', 'now').part),
    clicks: done('clicks', clicks.now.clicks, clicks.before.clicks, having('clicks')),
  }
}

/** What became, within the period, of what was published in it. What fewer than five were offered is not among it: that it was read would say who did. */
const offerOf = ({ published, contents }: Measured, guard: Guard, small: boolean): Dashboard['offer'] => {
  const offered = published.now.flatMap(({ few, ids }) => (small || !few ? ids : []))
  const having = (name: 'reads' | 'likes' | 'shares') => guard.total(name, offered.filter((id) => (contents.get(id)?.[name] ?? 0) > 0).length)
  return { contents: offered.length, read: having('reads'), liked: having('likes'), shared: having('shares') }
}

/** The team's dashboard: rollups added up, and people counted, never named. */
export const dashboardOf = async (ctx: Ctx, asked: PeriodAsked & FiltersAsked): Promise<Dashboard> => {
  const beside = besideOf(ctx)
  const [pulses, period] = await together([readPulses(beside), askedPeriod(ctx, asked)])
  const [narrowing, kept] = await together([askedFilters(ctx, asked, period), keptWithin(beside, { from: period.previous.from, to: period.to })])
  const [measured, funnel, reasons, grouped, replay, counted, next_step] = await together([
    measure(ctx, period, narrowing, kept), funnelOf(beside, period, narrowing), reasonsOf(beside, period, narrowing), byGroup(beside, period, narrowing),
    readReplay(beside), reasonsThatCount(beside), nextStepOf(beside),
  ])
  const [guard, groups] = await together([guardOf(ctx, period, narrowing, measured, kept), groupLines(beside, period, narrowing, measured.people, grouped)])
  const [themes, rankings] = await together([themeLines(beside, guard, measured), contentRankings(ctx, measured, narrowing, guard)])
  const { opened, declared, confirmed } = measured.shares.now
  const figures = figuresOf(measured, guard, narrowing.shown.people)
  const left_out = leftOutOf(reasons, counted, measured.clicks.now.drops, guard)
  return {
    period: shownPeriod(ctx, period),
    next_step,
    replay,
    pulse: pulseFor(pulses, { until_today: period.to === dayOf(ctx.now, period.time_zone), network: narrowing.filters.network, clicks: figures.clicks.value, left_out: left_out.hits }),
    filters: narrowing.shown,
    unfollowed: unfollowedOf(narrowing.filters),
    figures,
    shares: { opened: guard.total('shares', opened), declared: guard.total('shares', declared), confirmed: figures.clicks.value === null ? null : guard.total('shares', confirmed) },
    left_out,
    series: seriesOf(period, guard, measured),
    networks: networkLines(guard, measured),
    themes,
    offer: offerOf(measured, guard, narrowing.shown.small),
    rankings,
    funnel,
    readers_and_sharers: readersAndSharersOf(measured.people, narrowing, guard),
    groups,
  }
}
