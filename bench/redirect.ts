import { keep, rowOf, type Pair, type Row } from './redirect/rows.ts'
import { connections, openStage, type Measure } from './redirect/stage.ts'

const linkCount = 1_000
/** Requests that each connection prepares for a round, each of a visitor of its own; it begins anew when it has sent them all. */
const visitors = 1_500

/**
 * A redirect whose hit is durable before the answer leaves, against the barest redirect that node:http can give: the same
 * load, from another process, in interleaved rounds. Refuses to give figures if a redirect received is not in the ledger.
 */
export const run = async ({ rounds = Number(process.env['BENCH_ROUNDS'] ?? 5), seconds = Number(process.env['BENCH_SECONDS'] ?? 4) } = {}): Promise<Row[]> => {
  const stage = await openStage()
  try {
    const slugs = await stage.makeLinks(linkCount)
    const [bare, links] = [await stage.bare(), await stage.links()]
    await stage.ask([bare], { slugs, seconds: 1, visitors })
    const answered = [await stage.ask([links], { slugs, seconds: 2, visitors })]
    const pairs: Pair<Measure>[] = []
    for (let round = 0; round < rounds; round++) {
      const pair = { baseline: await stage.ask([bare], { slugs, seconds, visitors }), measured: await stage.ask([links], { slugs, seconds, visitors }) }
      pairs.push(pair)
      answered.push(pair.measured)
    }
    const [redirects, others] = [answered.reduce((sum, one) => sum + one.redirects, 0), answered.reduce((sum, one) => sum + one.others, 0)]
    const hits = await stage.endAndCount()
    if (hits < redirects || others > 0) throw new Error(`${redirects} redirects received, ${hits} hits stored, ${others} other answers`)
    const rows = [
      rowOf('redirect, hit durable before the answer / bare node:http 302', 'requests a second', pairs, ({ per_second }) => per_second),
      rowOf('its 99th percentile / the bare one’s', 'ms', pairs, ({ p99_ms }) => Math.max(p99_ms, 1)),
      rowOf('its process’s work, journal and delivery included / the bare one’s', 'µs of one core a request', pairs, ({ cpu_us }) => cpu_us),
    ]
    keep('redirect', { connections, links: linkCount, seconds, redirects, hits, rows, pairs })
    return rows
  } finally {
    await stage.close()
  }
}
