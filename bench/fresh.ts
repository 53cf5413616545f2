import { setTimeout as sleep } from 'node:timers/promises'
import { answerOf } from '../faults/load/ask.ts'
import type { Installation } from '../faults/installation/installation.ts'
import { keep, type Row } from './redirect/rows.ts'
import { linkCount, rate, underLoad } from './under-load/installation.ts'

const clicks = 30
/** How long a click may take until the dashboard counts it. */
const asked_ms = 5_000
const patience_ms = 30_000
const pause_ms = 20

/** Milliseconds from the answer to a click until the dashboard's tables have it; all of them get it in one transaction. */
const untilCounted = async ({ programs: { links }, query }: Installation, slug: string, place: number): Promise<number> => {
  const headers = { 'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', accept: 'text/html', 'accept-language': 'fr', 'x-forwarded-for': `90.1.${place}.7` }
  const { status, failure } = await answerOf({ port: links.port, path: `/l/${slug}`, headers })
  if (status !== 302) throw new Error(`a click was answered by ${status ?? failure}`)
  const clicked = performance.now()
  while (performance.now() - clicked < patience_ms) {
    const [counted] = await query<{ clicks: number }>('select d.clicks from links.daily_link_clicks d join links.links l on l.id = d.link_id where l.slug = $1', [slug])
    if (counted?.clicks === 1) return performance.now() - clicked
    await sleep(pause_ms)
  }
  throw new Error(`a click was not counted within ${patience_ms} ms`)
}

/** How long a click takes until the dashboard counts it, at a thousand visits a second. */
export const run = async (): Promise<Row[]> => {
  const { result: taken, asked } = await underLoad('fresh', clicks * 5 + 10, clicks, async (installation, slugs) => {
    await sleep(10_000)
    const all: number[] = []
    for (const [place, slug] of slugs.entries()) {
      all.push(Math.round(await untilCounted(installation, slug, place)))
      // clicks come at any moment of the rhythms of delivery and rollups
      await sleep(Math.random() * 2_000)
    }
    return all
  })
  const longest = Math.max(...taken)
  const rows = [{ name: `a click until the dashboard counts it at ${rate.links.toLocaleString('en')} visits a second, the longest / what it may take`, unit: 'ms', baseline: asked_ms, measured: longest, ratio: Number((longest / asked_ms).toFixed(2)), rounds: clicks }]
  keep('fresh', { rate, links: linkCount, ...asked, taken_ms: taken, rows })
  return rows
}
