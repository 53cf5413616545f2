import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { keep, median, type Row } from './redirect/rows.ts'
import { linkCount, rate, underLoad } from './under-load/installation.ts'

const sample_seconds = 5
/** What is in memory once everything was asked for at least once is compared with the last minutes. */
const warming_seconds = 60

const memoryOf = (pid: number | null): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1_000
const services = ['links', 'worker', 'web'] as const

/** Portevoix in three processes, a thousand visits a second to twenty thousand links, pages and answers of the application beside them: the memory of each, for so many minutes (BENCH_MINUTES). */
export const run = async ({ minutes = Number(process.env['BENCH_MINUTES'] ?? 10) } = {}): Promise<Row[]> => {
  const seconds = minutes * 60
  const { result: { samples, waiting }, asked } = await underLoad('memory', seconds, 0, async ({ programs: { links, worker, web }, query }) => {
    const taken: Record<(typeof services)[number], number>[] = []
    for (let second = 0; second < seconds; second += sample_seconds) {
      await sleep(sample_seconds * 1_000)
      taken.push({ links: memoryOf(links.pid), worker: memoryOf(worker.pid), web: memoryOf(web.pid) })
    }
    const [batches] = await query<{ hits: string | null }>('select sum(hits) as hits from links.batches')
    return { samples: taken, waiting: Number(batches?.hits ?? 0) }
  })
  const part = Math.max(1, Math.round((samples.length - warming_seconds / sample_seconds) / 3))
  const warm = samples.slice(warming_seconds / sample_seconds)
  const rows = services.map((service): Row => {
    const [first, last] = [median(warm.slice(0, part).map((sample) => sample[service])), median(warm.slice(-part).map((sample) => sample[service]))]
    return { name: `memory of the ${service} process, last third of ${minutes} minutes under load / first third after the first`, unit: 'MB', baseline: Math.round(first), measured: Math.round(last), ratio: Number((last / first).toFixed(2)), rounds: part }
  })
  keep('memory', { rate, links: linkCount, minutes, ...asked, hits_not_rolled_up_at_the_end: waiting, rows, samples })
  return rows
}
