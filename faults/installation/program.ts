import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOf } from '../../server/kit/postgres/processes.ts'
import { answerOf } from '../load/ask.ts'
import { until } from '../wait.ts'
import { childrenOf, signal } from './cluster.ts'

const root = join(import.meta.dirname, '../..')

export type Service = 'web' | 'links' | 'worker'

/** One of Portevoix's processes, as `npm start` keeps it: started again when it is killed. */
export interface Program {
  readonly service: Service
  readonly port: number
  /** The server's own process; null between two starts. */
  readonly pid: number | null
  /** What was said last when even the supervisor gave up; null as long as it did not. */
  readonly fate: string | null
  /** kill -9; resolves once it is dead. */
  kill(): Promise<void>
  ready(): Promise<boolean>
  stop(): Promise<void>
}

export interface ProgramOptions { service: Service; port: number; env: NodeJS.ProcessEnv; log: string }

const patience_ms = 20_000

export const startProgram = ({ service, port, env, log }: ProgramOptions): Program => {
  const output = openSync(log, 'a')
  const supervisor = spawn(process.execPath, [join(root, 'bin/start.js'), `--services=${service}`], {
    // as by npm: then it ends with the process that started it
    env: { ...env, PORT: String(port), npm_lifecycle_event: 'start' }, stdio: ['ignore', output, output],
  })
  closeSync(output)
  let fate: string | null = null
  let stopping = false
  supervisor.on('error', (error) => { fate = error.message })
  supervisor.on('exit', (code, ended) => {
    if (!stopping) fate = `ended for good (${ended ?? `code ${code}`}): ${readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? ''}`
  })
  const pidOf = (): number | null => (supervisor.pid === undefined ? null : childrenOf(supervisor.pid).find((pid) => startOf(pid) !== null) ?? null)

  return {
    service, port,
    get pid() { return pidOf() },
    get fate() { return fate },
    async kill() {
      const victim = pidOf()
      if (victim === null) return
      signal([victim], 'SIGKILL')
      await until(() => startOf(victim) === null, performance.now(), patience_ms, 1)
    },
    ready: async () => (await answerOf({ port, path: '/health/ready' })).status === 200,
    async stop() {
      stopping = true
      if (supervisor.exitCode !== null || supervisor.signalCode !== null) return
      const gone = once(supervisor, 'exit')
      const late = setTimeout(() => {
        signal([pidOf()].filter((pid) => pid !== null), 'SIGKILL')
        supervisor.kill('SIGKILL')
      }, patience_ms)
      supervisor.kill('SIGTERM')
      await gone
      clearTimeout(late)
    },
  }
}
