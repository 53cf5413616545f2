import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { processesOn, startOf } from '#kit/postgres/processes'
import { startPostgres } from '#kit/postgres/start'

const start = async () => {
  const root = mkdtempSync(join(tmpdir(), 'pv-'))
  chmodSync(root, 0o755)
  const restarts: string[] = []
  const postgres = await startPostgres({ data_dir: join(root, 'data'), password: 'correct horse', log: pino({ level: 'silent' }), onRestart: ({ reason }) => { restarts.push(reason) } })
  onTestFinished(async () => {
    await postgres.stop()
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  })
  return { postgres, restarts, cluster: join(root, 'data/postgres/cluster') }
}

test.runIf(process.platform === 'linux')('a process of a killed PostgreSQL that does not notice keeps no server from starting', async () => {
  const { postgres, restarts, cluster } = await start()
  const busy = new pg.Client(postgres.connection)
  busy.on('error', () => undefined)
  await busy.connect()
  const { rows: [left] } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid')
  const pid = left?.pid ?? 0
  const shell = spawn('sleep', ['60'], { cwd: cluster, argv0: 'less postgres' })
  onTestFinished(() => { shell.kill() })
  expect(processesOn(cluster)).toEqual(expect.arrayContaining([postgres.pid, pid]))
  expect(processesOn(cluster)).not.toContain(shell.pid)
  // as one that is in the middle of something
  process.kill(pid, 'SIGSTOP')
  process.kill(postgres.pid ?? 0, 'SIGKILL')
  const begun = performance.now()
  await expect.poll(() => restarts.length, { timeout: 15_000 }).toBe(1)
  // it would have been waited for for as long as it stands still
  expect(performance.now() - begun).toBeLessThan(15_000)
  expect(startOf(pid)).toBeNull()
  const client = new pg.Client(postgres.connection)
  await client.connect()
  expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
  await client.end()
  expect(processesOn(cluster)).toContain(postgres.pid)
})
