import { setTimeout as sleep } from 'node:timers/promises'
import { keep, rowOf, type Pair, type Row } from './redirect/rows.ts'
import { connections, openStage, type Measure } from './redirect/stage.ts'

/** A round before, and one in the middle of which PostgreSQL is stopped, on a database of their own. */
const outage = async (seconds: number): Promise<Pair<Measure>> => {
  const stage = await openStage()
  try {
    const slugs = await stage.makeLinks(1_000)
    const links = await stage.links()
    const visitors = 1_500
    await stage.ask([links], { slugs, seconds: 2, visitors }) // all of them are in memory now
    const baseline = await stage.ask([links], { slugs, seconds, visitors })
    const round = stage.ask([links], { slugs, seconds, visitors })
    await sleep((seconds * 1_000) / 2)
    await stage.stopPostgres()
    return { baseline, measured: await round }
  } finally {
    await stage.close()
  }
}

/** PostgreSQL is stopped in the middle of a round, under load: links that are in memory lead on, and their hits wait in the journal. */
export const run = async ({ rounds = 5, seconds = 6 } = {}): Promise<Row[]> => {
  const pairs: Pair<Measure>[] = []
  for (let round = 0; round < rounds; round++) pairs.push(await outage(seconds))
  const sum = (read: (one: Measure) => number) => pairs.reduce((total, { measured }) => total + read(measured), 0)
  const [answers, failures] = [sum(({ redirects, others }) => redirects + others), sum(({ others }) => others)]
  const rows: Row[] = [
    rowOf('redirect while PostgreSQL is stopped in the middle / before', 'requests a second', pairs, ({ per_second }) => per_second),
    { name: 'its answers other than 302, and failures / its answers, of all rounds', unit: 'requests', baseline: answers, measured: failures, ratio: Number((failures / answers).toFixed(2)), rounds },
  ]
  keep('outage', { connections, seconds, rows, pairs })
  return rows
}
