import { keep, rowOf, type Pair, type Row } from './redirect/rows.ts'
import { connections, openStage, type Measure } from './redirect/stage.ts'

/** Two links processes on one database and one folder of journals, against one; the machine's cores are shared with the load generator and PostgreSQL. */
export const run = async ({ rounds = 5, seconds = 3 } = {}): Promise<Row[]> => {
  const stage = await openStage()
  try {
    const slugs = await stage.makeLinks(1_000)
    const [one, other] = [await stage.links(), await stage.links()]
    const visitors = 1_500
    await stage.ask([one, other], { slugs, seconds: 2, visitors })
    const pairs: Pair<Measure>[] = []
    for (let round = 0; round < rounds; round++) pairs.push({ baseline: await stage.ask([one], { slugs, seconds, visitors }), measured: await stage.ask([one, other], { slugs, seconds, visitors }) })
    const rows = [
      rowOf('redirect by two links processes / by one', 'requests a second', pairs, ({ per_second }) => per_second),
      rowOf('work of the two together / of the one', 'µs of one core a request', pairs, ({ cpu_us }) => cpu_us),
      rowOf('cores that the two had / that the one had', 'cores', pairs, ({ cores }) => cores.servers),
      rowOf('cores that the load generator had beside two / beside one', 'cores', pairs, ({ cores }) => cores.load),
      rowOf('cores that PostgreSQL had beside two / beside one', 'cores', pairs, ({ cores }) => cores.database),
    ]
    keep('nodes', { connections, seconds, rows, pairs })
    return rows
  } finally {
    await stage.close()
  }
}
