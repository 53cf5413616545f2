import { keep, rowOf, type Pair, type Row } from './redirect/rows.ts'
import { connections, memoryOf, openStage, type Measure, type Stage } from './redirect/stage.ts'

const visitors = 1_500
/** Links that are asked for once, and are in nobody's memory before: as many as the service keeps at most. */
const coldLinks = 500_000
/** Of those, the ones that rounds ask for; all of them are asked for in the end, to see what a full memory takes. */
const coldInRounds = 100_000
const fillingVisitors = 4_000
const filling_seconds = 12

/** Links that nobody asks for: what the database has to look through. */
const fill = async ({ owner, organisation_id }: Stage, count: number) => {
  for (let left = count; left > 0; left -= 500_000) {
    await owner.query(`insert into links.links (id, organisation_id, slug, target, share_id, content_id, network, tribe, preview, created_at)
      select uuidv7(), $1, substr(md5(random()::text), 1, 14), 'https://example.org/news', uuidv7(), uuidv7(), 'linkedin', 'employees', '{}', now()
      from generate_series(1, $2)`, [organisation_id, Math.min(left, 500_000)])
  }
  await owner.query('vacuum analyze links.links')
}

/** One request in five asks for a link that is not in memory, of ten million (BENCH_LINKS), against the same with none. */
export const run = async ({ rounds = 5, seconds = 3, links = Number(process.env['BENCH_LINKS'] ?? 10_000_000) } = {}): Promise<Row[]> => {
  const stage = await openStage()
  try {
    const [slugs, cold] = [await stage.makeLinks(1_000), await stage.makeLinks(coldLinks)]
    await fill(stage, links - coldLinks)
    const service = await stage.links()
    await stage.ask([service], { slugs, seconds: 2, visitors })
    const part = Math.floor(coldInRounds / rounds)
    const pairs: Pair<Measure>[] = []
    for (let round = 0; round < rounds; round++) {
      pairs.push({ baseline: await stage.ask([service], { slugs, seconds, visitors }), measured: await stage.ask([service], { slugs, cold: cold.slice(round * part, (round + 1) * part), seconds, visitors }) })
    }
    const half = coldLinks / 2
    const filled = [await stage.ask([service], { slugs: cold.slice(0, half), seconds: filling_seconds, visitors: fillingVisitors }), await stage.ask([service], { slugs: cold.slice(half), seconds: filling_seconds, visitors: fillingVisitors })]
    const asked_for = Math.min(coldLinks, filled.reduce((sum, { redirects }) => sum + redirects, 0))
    const memory_mb = Math.round(memoryOf(service))
    const said = links.toLocaleString('en')
    const rows = [
      rowOf(`redirect, one request in five for a link that is not in memory, of ${said} / for known ones alone`, 'requests a second', pairs, ({ per_second }) => per_second),
      rowOf('its 99th percentile / that of known ones alone', 'ms', pairs, ({ p99_ms }) => Math.max(p99_ms, 1)),
      { name: `memory of the links process, ${said} links, ${asked_for.toLocaleString('en')} of them asked for / a gigabyte`, unit: 'MB', baseline: 1_000, measured: memory_mb, ratio: Number((memory_mb / 1_000).toFixed(2)), rounds: 1 },
    ]
    const others = pairs.reduce((sum, { baseline, measured }) => sum + baseline.others + measured.others, 0)
    if (others > 0) throw new Error(`${others} answers other than 302`)
    keep('cold', { connections, seconds, links, rows, pairs })
    return rows
  } finally {
    await stage.close()
  }
}
