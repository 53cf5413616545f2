import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { isRoot } from '../../server/kit/postgres/user.ts'
import { stateOf } from '../load/ask.ts'
import { atOnce } from '../load/load.ts'
import type { Scenario } from '../scenario.ts'
import { until } from '../wait.ts'

const size = '8m'

const run = (command: string, ...args: string[]): void => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr.trim()}`)
}

/** Takes whatever room there is, again and again, as a log that has run wild does; gives what stops it and frees the room. */
const fill = (file: string): (() => void) => {
  const handle = openSync(file, 'a')
  const take = (): void => {
    for (let octets = 65_536; octets >= 512;) {
      try {
        if (writeSync(handle, Buffer.alloc(octets)) < octets) octets /= 2
      } catch {
        octets /= 2
      }
    }
  }
  take()
  const timer = setInterval(take, 1) // sooner than the journal asks again for what its delivery has freed
  return () => {
    clearInterval(timer)
    closeSync(handle)
    rmSync(file)
  }
}

const troubled = z.looseObject({ trouble: z.string() })

/** The disk of the journal is full; at times the links service must start on it, or the database is away as well, and nothing can be stored at all. */
export const disk: Scenario = {
  name: 'disk-full', database: 'proxied', warmed: 400, may_lose: true,
  hindrance: () => (process.platform === 'linux' && isRoot() ? null : 'it takes root, on Linux, to mount a small disk'),
  prepare: (data_dir, undo) => {
    const journal = join(data_dir, 'journal')
    mkdirSync(journal, { recursive: true, mode: 0o700 })
    run('mount', '-t', 'tmpfs', '-o', `size=${size},mode=700`, 'portevoix-faults', journal)
    undo.add(() => { run('umount', journal) })
  },
  round: async ({ installation: { data_dir, programs, proxy }, chance, doubt }) => {
    // before the disk is full, and later than that: a process that is killed forgets what it counted in the last tenth of a second
    await sleep(chance.number(400, 600))
    if (chance.holds(40)) await programs.links.kill()
    const free = fill(join(data_dir, 'journal', 'filler'))
    // the room of two segments was taken before
    await until(async () => troubled.safeParse(await stateOf(programs.links.port)).success, performance.now(), 10_000, 10)
    const nowhere = chance.holds(60)
    if (nowhere) {
      proxy?.set({ kind: 'cut' }) // at once: what is delivered makes room
      doubt(atOnce) // what was on its way to the database just then
    }
    await sleep(chance.number(300, 1_500))
    proxy?.set({ kind: 'fair' })
    free()
  },
}
