import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machine } from '#test/machine'

const folder = mkdtempSync(join(tmpdir(), 'portevoix-start-'))
chmodSync(folder, 0o755)
const data_dir = join(folder, 'data')
let busy: Server
let taken = 0

beforeAll(async () => {
  busy = createServer()
  busy.listen(0, '127.0.0.1')
  await once(busy, 'listening')
  const address = busy.address()
  taken = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => {
  busy.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts Portevoix as an operator does, with settings that cannot work. */
const start = async (settings: Record<string, string>) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...machine, DATA_DIR: data_dir, PORT: '0', ...settings }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => { out += String(chunk) })
  child.stderr.on('data', (chunk) => { err += String(chunk) })
  const [code] = await once(child, 'close') as [number | null]
  return { code, out, err }
}

describe('what cannot be started', () => {
  writeFileSync(join(folder, 'file'), '')
  it.each<[string, () => Record<string, string>, RegExp]>([
    ['a port in use', () => ({ PORT: String(taken) }), /^The port \d+ is already in use: .*PORT=3001\.\n$/],
    ['a port in use for the figures', () => ({ METRICS_PORT: String(taken) }), /^The port \d+ is already in use: .*METRICS_PORT=9465\.\n$/],
    ['one port for both', () => ({ PORT: '45671', METRICS_PORT: '45671' }), /^METRICS_PORT is the same as PORT \(45671\): .*\n$/],
    ['an address of another machine', () => ({ HOST: '192.0.2.1' }), /^192\.0\.2\.1 is not an address of this machine: .*\n$/],
    ['a data folder that is a file', () => ({ DATA_DIR: join(folder, 'file') }), /^\S+ is a file, not a folder: .*DATA_DIR=.*\n$/],
    ['a data folder that cannot be made', () => ({ DATA_DIR: join(folder, 'file/data') }), /^The data folder \S+ cannot be written \(ENOTDIR\): .*DATA_DIR=.*\n$/],
    ['a database that does not answer', () => ({ DATABASE_URL: `postgres://someone:a-secret@127.0.0.1:1/portevoix` }), /^The database at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\): .*\n$/],
    ['a variable that is wrong', () => ({ SMTP_URL: 'http://user:a-secret@mail.example.org' }), /^SMTP_URL must be the address of a mail server: .*\n$/],
  ])('%s is told in one line, and nothing is left running', async (_, settings, line) => {
    const { code, out, err } = await start(settings())
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(line) })
    expect(err.trimEnd()).not.toContain('\n')
    expect(err).not.toContain('a-secret')
    expect(existsSync(join(data_dir, 'postgres'))).toBe(false)
  }, 30_000)

  it('several wrong variables are told a line each', async () => {
    const { code, err } = await start({ PORT: 'many', LOG_LEVEL: 'loud' })
    expect([code, err]).toEqual([1, 'PORT must be a port from 0 to 65535, not "many": write for example PORT=3000.\nLOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud": write for example LOG_LEVEL=info.\n'])
  })
})
