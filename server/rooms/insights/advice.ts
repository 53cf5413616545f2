import type { Advice } from '@portevoix/contract/insights'

export interface OwnWay { key: string; shares: number; clicks: number }

/** Fewer shares than this say nothing about where they work. */
const fewestShares = 5
/** Of which this many by the way that is advised, so that one lucky post is no advice. */
const fewestSharesOneWay = 3
const fewestClicks = 5
/** How much better a way must do than the others together: smaller differences are chance with so few posts. */
const clearlyBetter = 1.5

const rate = ({ shares, clicks }: { shares: number; clicks: number }) => (shares === 0 ? 0 : clicks / shares)
const sum = (ways: readonly OwnWay[]) => ways.reduce((total, { shares, clicks }) => ({ shares: total.shares + shares, clicks: total.clicks + clicks }), { shares: 0, clicks: 0 })

/** The way that did clearly better than all the others together, or null. */
export const bestWay = (ways: readonly OwnWay[]): OwnWay | null => {
  const [best] = ways.filter(({ shares, clicks }) => shares >= fewestSharesOneWay && clicks >= fewestClicks).toSorted((one, other) => rate(other) - rate(one))
  if (!best) return null
  const others = sum(ways.filter(({ key }) => key !== best.key))
  return others.shares >= fewestSharesOneWay && rate(best) >= clearlyBetter * rate(others) ? best : null
}

/** The weekday that the clicks came on, where it holds clearly more than a seventh of them would; 1 is Monday. */
export const bestWeekday = (clicks_by_day: readonly { key: string | null; clicks: number }[]): { weekday: number; clicks: number; all: number } | null => {
  const weekdays = Array.from({ length: 7 }, () => 0)
  const weeks = new Set<string>()
  for (const { key, clicks } of clicks_by_day) {
    if (key === null || clicks === 0) continue
    const date = Temporal.PlainDate.from(key)
    weekdays[date.dayOfWeek - 1] = (weekdays[date.dayOfWeek - 1] ?? 0) + clicks
    weeks.add(`${date.yearOfWeek}-${date.weekOfYear}`)
  }
  const all = weekdays.reduce((total, clicks) => total + clicks, 0)
  const most = Math.max(...weekdays)
  const enough = all >= 4 * fewestClicks && weeks.size >= fewestSharesOneWay && most >= (2 * all) / 7
  return enough ? { weekday: weekdays.indexOf(most) + 1, clicks: most, all } : null
}

export interface OwnFigures {
  /** Ever, since the very first share deserves its own word. */
  shares_ever: number
  networks: readonly OwnWay[]
  themes: readonly OwnWay[]
  clicks_by_day: readonly { key: string | null; clicks: number }[]
}

/** Plain advice from a member's own figures, each with the sample it stands on; never a comparison with others. */
export const adviceFrom = ({ shares_ever, networks, themes, clicks_by_day }: OwnFigures, themeName: (id: string) => string | null): Advice[] => {
  const all = sum(networks)
  const none = { network: null, weekday: null, theme_name: null }
  if (shares_ever === 0) return [{ ...none, key: 'first_share', shares: 0, clicks: 0, all_clicks: 0 }]
  if (all.shares < fewestShares) return [{ ...none, key: 'few_shares', ...all, all_clicks: all.clicks }]
  if (all.clicks === 0) return [{ ...none, key: 'no_clicks', ...all, all_clicks: all.clicks }]
  const network = bestWay(networks)
  const weekday = bestWeekday(clicks_by_day)
  const theme = bestWay(themes)
  const theme_name = theme && themeName(theme.key)
  const told = [
    ...(network ? [{ ...none, key: 'network' as const, network: network.key, shares: network.shares, clicks: network.clicks, all_clicks: all.clicks }] : []),
    ...(weekday ? [{ ...none, key: 'weekday' as const, weekday: weekday.weekday, shares: all.shares, clicks: weekday.clicks, all_clicks: weekday.all }] : []),
    ...(theme && theme_name ? [{ ...none, key: 'theme' as const, theme_name, shares: theme.shares, clicks: theme.clicks, all_clicks: all.clicks }] : []),
  ]
  // that ways are alike is a finding too: it takes several of them, and clicks enough
  const compared = all.clicks >= 4 * fewestClicks && networks.filter(({ shares }) => shares >= fewestSharesOneWay).length > 1
  return told.length > 0 || compared ? told : [{ ...none, key: 'few_clicks', ...all, all_clicks: all.clicks }]
}
