import { fork } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { startInstallation } from '../faults/installation/installation.ts'
import { makeTemplate } from '../faults/installation/template.ts'
import { createUndo } from '../faults/undo.ts'
import { keep, median, type Row } from './redirect/rows.ts'

const rate = { links: 1_000, web: 50 }
const linkCount = 20_000
const sample_seconds = 5
/** What is in memory once everything was asked for at least once is compared with the last minutes. */
const warming_seconds = 60

const memoryOf = (pid: number | null): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1_000
const services = ['links', 'worker', 'web'] as const

const told = z.object({ answers: z.number(), failures: z.number() })

/** Portevoix in three processes, a thousand visits a second to twenty thousand links, pages and answers of the application beside them: the memory of each, for so many minutes (BENCH_MINUTES). */
export const run = async ({ minutes = Number(process.env['BENCH_MINUTES'] ?? 10) } = {}): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'portevoix-memory-'))
  chmodSync(folder, 0o711) // the database's own user passes through
  const undo = createUndo()
  undo.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  try {
    const slugs = await makeTemplate(join(folder, 'template'), linkCount)
    mkdirSync(join(folder, 'data'), { mode: 0o711 })
    const installation = await startInstallation({ template: join(folder, 'template'), data_dir: join(folder, 'data'), undo, database: 'own', faketime: null })
    const { links, web } = installation.programs
    const visitors = fork(join(import.meta.dirname, 'memory/visitors.js'), { execArgv: [] })
    undo.add(() => { visitors.kill() })
    const seconds = minutes * 60
    const answered = new Promise<unknown>((resolve) => { visitors.once('message', resolve) })
    visitors.send({ links: links.port, web: web.port, slugs, seconds, rate })
    const samples: Record<(typeof services)[number], number>[] = []
    for (let second = 0; second < seconds; second += sample_seconds) {
      await sleep(sample_seconds * 1_000)
      samples.push({ links: memoryOf(links.pid), worker: memoryOf(installation.programs.worker.pid), web: memoryOf(web.pid) })
    }
    const asked = told.parse(await answered)
    if (asked.failures > 0) throw new Error(`${asked.failures} requests had no good answer`)
    const [waiting] = await installation.query<{ hits: string | null }>('select sum(hits) as hits from links.batches')
    const part = Math.max(1, Math.round((samples.length - warming_seconds / sample_seconds) / 3))
    const warm = samples.slice(warming_seconds / sample_seconds)
    const rows = services.map((service): Row => {
      const [first, last] = [median(warm.slice(0, part).map((sample) => sample[service])), median(warm.slice(-part).map((sample) => sample[service]))]
      return { name: `memory of the ${service} process, last third of ${minutes} minutes under load / first third after the first`, unit: 'MB', baseline: Math.round(first), measured: Math.round(last), ratio: Number((last / first).toFixed(2)), rounds: part }
    })
    keep('memory', { rate, links: linkCount, minutes, ...asked, hits_not_rolled_up_at_the_end: Number(waiting?.hits ?? 0), rows, samples })
    return rows
  } finally {
    await undo.run()
  }
}
