import type { NetworkLine } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countClicksBy } from '#room/links'
import type { SharesOver } from '#room/sharing'
import type { Guard } from '../guards.ts'
import type { Period, Span } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import { days } from './measure.ts'

type Shares = SharesOver['by_network']
const byNetwork = async (ctx: Ctx, span: Span, { filters }: Narrowing, shares: Shares) => ({
  shares: new Map(shares.map((row) => [row.network, row])),
  clicks: new Map((await countClicksBy(ctx, 'network', { ...days(span), ...filters })).flatMap((row) => (row.key === null ? [] : [[row.key, row] as const]))),
})

/** Shares and clicks of each network that had any, now or before; the most clicked first. */
export const networkLines = async (ctx: Ctx, period: Period, narrowing: Narrowing, guard: Guard, shares: Shares, previous_shares: Shares): Promise<NetworkLine[]> => {
  const now = await byNetwork(ctx, period, narrowing, shares)
  const before = await byNetwork(ctx, period.previous, narrowing, previous_shares)
  const names = new Set([now, before].flatMap((known) => [...known.shares.keys(), ...known.clicks.keys()]))
  return [...names].map((network) => {
    const { opened, declared, confirmed } = now.shares.get(network) ?? { opened: 0, declared: 0, confirmed: 0 }
    const { clicks, drops } = now.clicks.get(network) ?? { clicks: 0, drops: 0 }
    const shared = (figure: number) => guard.cell('shares', 'network', network, figure)
    return {
      network, opened: shared(opened), declared: shared(declared), confirmed: shared(confirmed), clicks: guard.cell('clicks', 'network', network, clicks), left_out: guard.cell('left_out', 'network', network, drops),
      previous_opened: guard.cell('shares', 'network', network, before.shares.get(network)?.opened ?? 0, 'before'),
      previous_clicks: guard.cell('clicks', 'network', network, before.clicks.get(network)?.clicks ?? 0, 'before'),
    }
  }).sort((one, other) => (other.clicks ?? -1) - (one.clicks ?? -1) || (other.opened ?? -1) - (one.opened ?? -1) || one.network.localeCompare(other.network))
}
