import type { NetworkLine } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countClicksBy } from '#room/links'
import type { SharesOver } from '#room/sharing'
import type { Period } from '../rules.ts'

type Shares = SharesOver['by_network']
const byNetwork = async (ctx: Ctx, { from, to }: { from: string; to: string }, shares: Shares) => ({
  shares: new Map(shares.map((row) => [row.network, row])),
  clicks: new Map((await countClicksBy(ctx, 'network', { from, to })).flatMap((row) => (row.key === null ? [] : [[row.key, row] as const]))),
})

/** Shares and clicks of each network that had any, now or before; the most clicked first. */
export const networkLines = async (ctx: Ctx, period: Period, shares: Shares, previous_shares: Shares): Promise<NetworkLine[]> => {
  const now = await byNetwork(ctx, period, shares)
  const before = await byNetwork(ctx, period.previous, previous_shares)
  const names = new Set([now, before].flatMap(({ shares, clicks }) => [...shares.keys(), ...clicks.keys()]))
  return [...names].map((network) => {
    const { opened, declared, confirmed } = now.shares.get(network) ?? { opened: 0, declared: 0, confirmed: 0 }
    const { clicks, drops } = now.clicks.get(network) ?? { clicks: 0, drops: 0 }
    return {
      network, opened, declared, confirmed, clicks, left_out: drops,
      previous_opened: before.shares.get(network)?.opened ?? 0, previous_clicks: before.clicks.get(network)?.clicks ?? 0,
    }
  }).sort((one, other) => other.clicks - one.clicks || other.opened - one.opened || one.network.localeCompare(other.network))
}
