import type { NetworkLine } from '@portevoix/contract/insights'
import type { Guard } from '../guards.ts'
import type { Measured } from './measure.ts'

const byKey = <Row extends { key: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.key, row]))

/** Shares and clicks of each network that had any, now or before; the most clicked first. */
export const networkLines = (guard: Guard, { shares, clicks }: Measured): NetworkLine[] => {
  const now = { shares: byKey(shares.now.by_network), clicks: byKey(clicks.now.by_network) }
  const before = { shares: byKey(shares.before.by_network), clicks: byKey(clicks.before.by_network) }
  const names = new Set([now, before].flatMap((known) => [...known.shares.keys(), ...known.clicks.keys()]))
  return [...names].map((network) => {
    const { opened, declared, confirmed } = now.shares.get(network) ?? { opened: 0, declared: 0, confirmed: 0 }
    const followed = now.clicks.get(network) ?? { clicks: 0, drops: 0 }
    const shared = (figure: number) => guard.cell('shares', 'network', network, figure)
    const clicked = guard.cell('clicks', 'network', network, followed.clicks)
    return {
      // a share is confirmed by its first click
      network, opened: shared(opened), declared: shared(declared), confirmed: clicked === null ? null : shared(confirmed),
      clicks: clicked, left_out: guard.cell('left_out', 'network', network, followed.drops),
      previous_opened: guard.cell('shares', 'network', network, before.shares.get(network)?.opened ?? 0, 'before'),
      previous_clicks: guard.cell('clicks', 'network', network, before.clicks.get(network)?.clicks ?? 0, 'before'),
    }
  }).sort((one, other) => (other.clicks ?? -1) - (one.clicks ?? -1) || (other.opened ?? -1) - (one.opened ?? -1) || one.network.localeCompare(other.network))
}
