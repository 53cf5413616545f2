import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machine } from '#test/machine'
import { operator, type Running } from './operator.fixture.ts'

const here = operator()
const folder = (name: string) => join(here.data_dir, name)
const settings = { DATA_DIR: folder('installation') }
const mark = '.portevoix-unfinished'

/** Begins a command, and ends it by a signal as soon as a file of its making is there. */
const interrupt = async (args: readonly string[], data_dir: string, once_there: string, signal: NodeJS.Signals) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { env: { ...machine, DATA_DIR: data_dir }, stdio: ['ignore', 'pipe', 'pipe'] })
  let err = ''
  child.stderr.on('data', (chunk) => { err += String(chunk) })
  const ended = once(child, 'close')
  while (!existsSync(once_there) && child.exitCode === null) await sleep(1)
  child.kill(signal)
  await ended
  return { code: child.exitCode, signal: child.signalCode, err }
}

let portevoix: Running
beforeAll(async () => {
  mkdirSync(settings.DATA_DIR, { mode: 0o755 })
  portevoix = await here.start(settings)
}, 120_000)
afterAll(here.leave, 60_000)

describe('a backup', () => {
  const backup = folder('backups/first')
  const draft = `${backup}.unfinished`
  const copying = join(draft, 'postgres/cluster/base')

  it.each(['SIGINT', 'SIGTERM'] as const)('that is told to end by %s takes away what it began', async (signal) => {
    expect(await interrupt(['backup', backup], settings.DATA_DIR, copying, signal)).toMatchObject({ code: 1, signal: null, err: `Interrupted (${signal}): what was begun is removed.\n` })
    expect(readdirSync(folder('backups'))).toEqual([])
    expect((await fetch(`${portevoix.address}/health/ready`)).status).toBe(200)
  }, 60_000)

  it('that was killed is no backup, and the next one begins anew', async () => {
    expect(await interrupt(['backup', backup], settings.DATA_DIR, copying, 'SIGKILL')).toMatchObject({ signal: 'SIGKILL' })
    expect(readdirSync(draft)).toContain(mark)
    expect(await here.command(['restore', draft], { DATA_DIR: folder('other') })).toMatchObject({ code: 1, err: expect.stringContaining('no finished backup') })
    expect(await here.command(['backup', backup], settings)).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(folder('backups'))).toEqual(['first'])
    expect(readdirSync(backup)).not.toContain(mark)
  }, 120_000)

  it('removes no folder that is not of its making', async () => {
    mkdirSync(folder('backups/second.unfinished'))
    writeFileSync(folder('backups/second.unfinished/thesis.odt'), 'ten years of work')
    expect(await here.command(['backup', folder('backups/second')], settings)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('move it away') })
    expect(readFileSync(folder('backups/second.unfinished/thesis.odt'), 'utf8')).toBe('ten years of work')
  }, 60_000)

  it('is not made within what it backs up, whichever way that is named', async () => {
    symlinkSync(settings.DATA_DIR, folder('way'))
    for (const place of ['installation', 'installation/backups/today', 'installation/postgres/cluster/today', 'way/today']) {
      expect(await here.command(['backup', folder(place)], settings), place).toMatchObject({ code: 1, out: '', err: expect.stringContaining('lies within the installation') })
    }
    expect(readdirSync(settings.DATA_DIR).filter((name) => /backups|today/.test(name))).toEqual([])
    expect(await here.command(['restore', backup], { DATA_DIR: join(backup, 'postgres/restored') })).toMatchObject({ code: 1, err: expect.stringContaining('lies within the backup') })
  }, 60_000)
})

describe('a restoration', () => {
  const backup = folder('backups/first')
  const restored = { DATA_DIR: folder('restored') }
  const copying = folder('restored/postgres/cluster/base')

  it('that was killed is said to be half of one by whatever is started on it, and begins anew', async () => {
    expect(await interrupt(['restore', backup], restored.DATA_DIR, copying, 'SIGKILL')).toMatchObject({ signal: 'SIGKILL' })
    const half = /holds half of a restoration/
    await expect(here.start(restored)).rejects.toThrow(half)
    await expect(here.start({ ...restored, PORTEVOIX_SECRET_KEY: 'ab'.repeat(32) })).rejects.toThrow(half)
    expect(await here.command(['backup', folder('backups/of-half')], restored)).toMatchObject({ code: 1, err: expect.stringMatching(half) })
    expect(existsSync(folder('backups/of-half'))).toBe(false)
    expect(await here.command(['restore', backup], restored)).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(restored.DATA_DIR)).not.toContain(mark)
    const { child } = await here.start(restored)
    await here.end(child, 'SIGTERM')
  }, 120_000)

  it('that is told to end leaves the folder empty, as it was', async () => {
    const third = folder('third')
    mkdirSync(third)
    expect(await interrupt(['restore', backup], third, join(third, 'postgres/cluster/base'), 'SIGTERM')).toMatchObject({ code: 1, err: expect.stringContaining('Interrupted') })
    expect(readdirSync(third)).toEqual([])
  }, 60_000)
})
