import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerOf } from '../load/ask.ts'

const root = join(import.meta.dirname, '../..')

export type Service = 'web' | 'links' | 'worker'

/** One of Portevoix's processes, started again when a signal ended it, as bin/start.js does; never when it ended by itself. */
export interface Program {
  readonly service: Service
  readonly port: number
  readonly pid: number | null
  /** Which start this is. */
  readonly generation: number
  /** How it ended by itself; null as long as it did not. */
  readonly fate: string | null
  /** kill -9; resolves once it is dead. */
  kill(): Promise<void>
  ready(): Promise<boolean>
  stop(): Promise<void>
}

export interface ProgramOptions { service: Service; port: number; env: NodeJS.ProcessEnv; log: string }

const again_ms = 200
const patience_ms = 20_000

export const startProgram = ({ service, port, env, log }: ProgramOptions): Program => {
  let child: ChildProcess | null = null
  let generation = 0
  let fate: string | null = null
  let stopping = false
  let timer: NodeJS.Timeout | undefined

  const start = (): void => {
    const output = openSync(log, 'a')
    // the channel tells it of our end, even by kill -9, so that it does not outlive us
    const started = spawn(process.execPath, [join(root, 'server/main.ts'), `--services=${service}`], { env: { ...env, PORT: String(port) }, stdio: ['ignore', output, output, 'ipc'] })
    closeSync(output)
    child = started
    generation += 1
    started.on('error', (error) => { fate = error.message })
    started.on('exit', (code, signal) => {
      child = null
      if (stopping) return
      if (signal === null) fate = `ended with code ${code}: ${readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? ''}`
      else timer = setTimeout(start, again_ms)
    })
  }
  start()

  return {
    service, port,
    get pid() { return child?.pid ?? null },
    get generation() { return generation },
    get fate() { return fate },
    async kill() {
      const victim = child
      if (victim === null) return
      const gone = once(victim, 'exit')
      victim.kill('SIGKILL')
      await gone
    },
    ready: async () => (await answerOf({ port, path: '/health/ready' })).status === 200,
    async stop() {
      stopping = true
      clearTimeout(timer)
      const last = child
      if (last === null) return
      const gone = once(last, 'exit')
      const late = setTimeout(() => { last.kill('SIGKILL') }, patience_ms)
      last.kill('SIGTERM')
      await gone
      clearTimeout(late)
    },
  }
}
