import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRoot } from '../../server/kit/postgres/user.ts'
import type { Scenario } from '../scenario.ts'

const size = '512k'

const run = (command: string, ...args: string[]): void => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr.trim()}`)
}

/** Writes until there is no room left. */
const fill = (file: string): void => {
  const handle = openSync(file, 'w')
  try {
    for (let room = true, octets = 4_096; room;) {
      try {
        writeSync(handle, Buffer.alloc(octets))
      } catch {
        room = octets > 1
        octets = Math.floor(octets / 2)
      }
    }
  } finally {
    closeSync(handle)
  }
}

/** The disk of the journal is full; at times the database is away as well, and nothing can be stored at all. */
export const disk: Scenario = {
  name: 'disk-full', database: 'proxied', warmed: 100, may_lose: true,
  hindrance: () => (process.platform === 'linux' && isRoot() ? null : 'it takes root, on Linux, to mount a small disk'),
  prepare: (data_dir, undo) => {
    const journal = join(data_dir, 'journal')
    mkdirSync(journal, { recursive: true, mode: 0o700 })
    run('mount', '-t', 'tmpfs', '-o', `size=${size},mode=700`, 'portevoix-faults', journal)
    undo.add(() => { run('umount', journal) })
  },
  round: async ({ installation: { data_dir, proxy }, chance }) => {
    const filler = join(data_dir, 'journal', 'filler')
    await sleep(chance.number(100, 300))
    fill(filler)
    await sleep(chance.number(300, 1_000))
    if (chance.holds(60)) {
      proxy?.set({ kind: 'cut' })
      await sleep(chance.number(300, 1_500))
      proxy?.set({ kind: 'fair' })
    }
    rmSync(filler)
  },
}
