import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countClicksBy, countDrops } from '#room/links'
import { unfollowedOf } from '../filters.ts'
import type { Guard } from '../guards.ts'
import type { People } from '../people.ts'
import { readersAndSharers, type Period, type PeriodAsked } from '../rules.ts'
import { addReads, addShares, contentRankings, plusShares, type ByContent } from './contents.ts'
import { askedFilters, type FiltersAsked, type Narrowing } from './filters.ts'
import { funnelOf } from './funnel.ts'
import { groupLines } from './groups.ts'
import { guardOf } from './guard.ts'
import { days, measure, peopleIn, type Measured } from './measure.ts'
import { networkLines } from './networks.ts'
import { askedPeriod, shownPeriod } from './period.ts'
import { seriesOf } from './series.ts'
import { themeLines } from './themes.ts'

/** What is known of a period and of the one before it. */
interface Known { now: Measured; before: Measured; people: { part: People; whole: People }; contents: ByContent }

const byContent = async (ctx: Ctx, period: Period, { filters }: Narrowing, { activity, shares }: Measured): Promise<ByContent> => ({
  activity: addReads(activity.by_content, ({ content_id }) => content_id),
  shares: addShares(shares.by_content, ({ content_id }) => content_id),
  clicks: await countClicksBy(ctx, 'content_id', { ...days(period), ...filters }),
})

const readsOf = ({ activity }: Measured) => activity.by_content.reduce((total, { reads }) => total + reads, 0)
const likesOf = ({ activity }: Measured) => activity.by_content.reduce((total, { likes }) => total + likes, 0)
const sharesOf = ({ shares }: Measured) => shares.by_content.reduce(plusShares, { opened: 0, declared: 0, confirmed: 0 })

const figuresOf = ({ now, before, people: { part, whole }, contents }: Known, guard: Guard, members: number | null): Dashboard['figures'] => {
  const counted = (of: (side: { people: People; sharers: (measured: Measured) => ReadonlySet<string> }, when: 'now' | 'before') => number) => {
    const sides = { part: { people: part, sharers: ({ sharers }: Measured) => sharers.part }, whole: { people: whole, sharers: ({ sharers }: Measured) => sharers.whole } }
    return { value: guard.people(of(sides.part, 'now'), of(sides.whole, 'now')), previous: guard.people(of(sides.part, 'before'), of(sides.whole, 'before')), sample: members }
  }
  const done = (name: 'reads' | 'likes' | 'shares' | 'clicks', of: (measured: Measured) => number, sample: number) =>
    ({ value: guard.total(name, of(now)), previous: guard.total(name, of(before), 'before'), sample: guard.total(name, sample) })
  return {
    connected: counted(({ people }, when) => people[when].connected),
    readers: counted(({ people }, when) => people[when].readers.size),
    sharers: counted(({ sharers }, when) => sharers(when === 'now' ? now : before).size),
    published: { value: now.published.length, previous: before.published.length, sample: now.published.length },
    reads: done('reads', readsOf, part.now.readers.size),
    likes: done('likes', likesOf, contents.activity.filter(({ likes }) => likes > 0).length),
    shares: done('shares', (measured) => sharesOf(measured).opened, now.sharers.part.size),
    clicks: done('clicks', ({ clicks }) => clicks.clicks, contents.clicks.filter(({ clicks }) => clicks > 0).length),
  }
}

/** What became, within the period, of what was published in it. */
const offerOf = ({ published }: Measured, { activity, shares }: ByContent, guard: Guard): Dashboard['offer'] => {
  const ids = new Set(published.map(({ id }) => id))
  const among = (rows: readonly { key: string | null }[]) => rows.filter(({ key }) => key !== null && ids.has(key)).length
  return {
    contents: ids.size, read: guard.total('reads', among(activity.filter(({ reads }) => reads > 0))), liked: guard.total('likes', among(activity.filter(({ likes }) => likes > 0))),
    shared: guard.total('shares', among(shares.filter(({ opened }) => opened > 0))),
  }
}

const leftOutOf = async (ctx: Ctx, period: Period, { filters }: Narrowing, drops: number, guard: Guard): Promise<Dashboard['left_out']> => {
  const hits = guard.total('left_out', drops)
  return { hits, reasons: hits === null ? [] : await countDrops(ctx, { ...days(period), ...filters }) }
}

/** The team's dashboard: rollups added up, and people counted, never named. */
export const dashboardOf = async (ctx: Ctx, asked: PeriodAsked & FiltersAsked): Promise<Dashboard> => {
  const period = await askedPeriod(ctx, asked)
  const narrowing = await askedFilters(ctx, asked)
  const guard = await guardOf(ctx, period, narrowing)
  const people = await peopleIn(ctx, period, narrowing)
  const now = await measure(ctx, period, narrowing)
  const before = await measure(ctx, period.previous, narrowing)
  const contents = await byContent(ctx, period, narrowing, now)
  const shares = sharesOf(now)
  const read = (when: 'now' | 'before', side: 'part' | 'whole') => ({ readers: people[side][when].readers, sharers: (when === 'now' ? now : before).on_any_network[side] })
  return {
    period: shownPeriod(ctx, period),
    filters: narrowing.shown,
    unfollowed: unfollowedOf(narrowing.filters),
    figures: figuresOf({ now, before, people, contents }, guard, narrowing.shown.people),
    shares: { opened: guard.total('shares', shares.opened), declared: guard.total('shares', shares.declared), confirmed: guard.total('shares', shares.confirmed) },
    left_out: await leftOutOf(ctx, period, narrowing, now.clicks.drops, guard),
    series: await seriesOf(ctx, period, narrowing, guard, people, now),
    networks: await networkLines(ctx, period, narrowing, guard, now.shares.by_network, before.shares.by_network),
    themes: await themeLines(ctx, period, narrowing, guard, now.published, {
      activity: addReads(now.activity.by_content, ({ theme_id }) => theme_id), shares: addShares(now.shares.by_content, ({ theme_id }) => theme_id),
    }),
    offer: offerOf(now, contents, guard),
    rankings: await contentRankings(ctx, contents, narrowing, guard),
    funnel: await funnelOf(ctx, period, narrowing),
    readers_and_sharers: readersAndSharers({ now: read('now', 'part'), before: read('before', 'part') }, narrowing.member_ids && { now: read('now', 'whole'), before: read('before', 'whole') }),
    groups: await groupLines(ctx, period, narrowing, { readers: people.whole.now.readers, sharers: now.sharers.whole }),
  }
}
