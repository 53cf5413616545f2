import { setTimeout as sleep } from 'node:timers/promises'
import { keep, type Row } from './redirect/rows.ts'
import { connections, openStage } from './redirect/stage.ts'

/** PostgreSQL is stopped in the middle of a round, under load: links that are in memory lead on, and their hits wait in the journal. */
export const run = async ({ seconds = 6 } = {}): Promise<Row[]> => {
  const stage = await openStage()
  try {
    const slugs = await stage.makeLinks(1_000)
    const links = await stage.links()
    const visitors = 1_500
    await stage.ask([links], { slugs, seconds: 2, visitors }) // all of them are in memory now
    const before = await stage.ask([links], { slugs, seconds, visitors })
    const round = stage.ask([links], { slugs, seconds, visitors })
    await sleep((seconds * 1_000) / 2)
    await stage.stopPostgres()
    const during = await round
    const row = (name: string, unit: string, baseline: number, measured: number): Row => ({ name, unit, baseline: Math.round(baseline), measured: Math.round(measured), ratio: Number((measured / baseline).toFixed(2)), rounds: 1 })
    const rows = [
      row('redirect while PostgreSQL is stopped in the middle / before', 'requests a second', before.per_second, during.per_second),
      row('its answers other than 302, and failures / its answers', 'requests', during.redirects + during.others, during.others),
    ]
    keep('outage', { connections, seconds, rows, before, during })
    return rows
  } finally {
    await stage.close()
  }
}
