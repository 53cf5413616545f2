import { setTimeout as sleep } from 'node:timers/promises'
import { signal } from '../installation/cluster.ts'
import type { Scenario, Stage } from '../scenario.ts'

/** For how long a worker stands still, some of it under load: longer than its locks outlive it. */
const still_ms = 14_000
/** How long a hit may wait by then: its locks are freed after ten seconds, and what waited is added up in the next. */
const waits_seconds = 3

const waited = async ({ installation }: Stage): Promise<number> =>
  (await installation.query<{ seconds: number }>('select coalesce(extract(epoch from clock_timestamp() - min(last_at)), 0)::float8 as seconds from links.batches'))[0]?.seconds ?? 0

/** One of two workers stands still, wherever it is in its work: the other goes on, and once it wakes up nothing is counted twice. */
export const standstill: Scenario = {
  name: 'standstill', database: 'own', two_workers: true,
  round: async (stage) => {
    const { installation: { programs, beside }, chance, load } = stage
    await sleep(chance.number(100, 1_500))
    const [victim] = chance.shuffled([programs.worker, beside].flatMap((program) => (program === null ? [] : [program.pid])))
    if (!victim) throw new Error('no worker runs')
    signal([victim], 'SIGSTOP')
    await sleep(1_500)
    await load.stop()
    await sleep(still_ms - 1_500)
    const seconds = await waited(stage)
    signal([victim], 'SIGCONT')
    if (seconds > waits_seconds) throw new Error(`beside a worker that stood still for ${still_ms / 1_000} s hits waited for ${seconds.toFixed(1)} s`)
  },
}
