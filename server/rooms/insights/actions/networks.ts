import type { NetworkLine } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countClicksBy } from '#room/links'
import { countSharesBy } from '#room/sharing'
import type { Period } from '../rules.ts'

const byNetwork = async (ctx: Ctx, { from, to }: { from: string; to: string }) => ({
  shares: new Map((await countSharesBy(ctx, 'network', { from, to })).map((row) => [row.key, row])),
  clicks: new Map((await countClicksBy(ctx, 'network', { from, to })).map((row) => [row.key, row])),
})

/** Shares and clicks of each network that had any, now or before; the most clicked first. */
export const networkLines = async (ctx: Ctx, period: Period): Promise<NetworkLine[]> => {
  const now = await byNetwork(ctx, period)
  const before = await byNetwork(ctx, period.previous)
  const names = new Set([now, before].flatMap(({ shares, clicks }) => [...shares.keys(), ...clicks.keys()]).flatMap((name) => name ?? []))
  return [...names].map((network) => {
    const { opened, declared, confirmed } = now.shares.get(network) ?? { opened: 0, declared: 0, confirmed: 0 }
    const { clicks, drops } = now.clicks.get(network) ?? { clicks: 0, drops: 0 }
    return {
      network, opened, declared, confirmed, clicks, left_out: drops,
      previous_opened: before.shares.get(network)?.opened ?? 0, previous_clicks: before.clicks.get(network)?.clicks ?? 0,
    }
  }).sort((one, other) => other.clicks - one.clicks || other.opened - one.opened || one.network.localeCompare(other.network))
}
