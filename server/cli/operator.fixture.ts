import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { machine } from '#test/machine'

const server = join(import.meta.dirname, '../main.ts')
const cli = join(import.meta.dirname, 'main.ts')

export interface Said { code: number | null; out: string; err: string }

const listen = (child: ChildProcess): Said => {
  const said: Said = { code: null, out: '', err: '' }
  child.stdout?.on('data', (chunk) => { said.out += String(chunk) })
  child.stderr?.on('data', (chunk) => { said.err += String(chunk) })
  return said
}

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'close')
  child.kill(signal)
  await ended
}

export interface Running { child: ChildProcess; address: string }

/** An operator at a terminal, with a data folder of their own, who starts Portevoix and gives commands. */
export const operator = () => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-cli-'))
  chmodSync(data_dir, 0o755)
  const environment = { ...machine, DATA_DIR: data_dir }
  const running: ChildProcess[] = []
  return {
    data_dir,
    async command(args: readonly string[], settings: Record<string, string> = {}): Promise<Said> {
      const child = spawn(process.execPath, [cli, ...args], { env: { ...environment, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
      const said = listen(child)
      const [code] = await once(child, 'close') as [number | null]
      return { ...said, code }
    },
    async start(settings: Record<string, string> = {}): Promise<Running> {
      const child = spawn(process.execPath, [server], { env: { ...environment, PORT: '0', LOG_LEVEL: 'silent', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
      running.push(child)
      const said = listen(child)
      for (let tries = 0; tries < 1_200; tries += 1) {
        const address = /Portevoix is ready: (\S+)/.exec(said.out)?.[1]
        if (address) return { child, address }
        if (child.exitCode !== null) throw new Error(`Portevoix ended: ${said.err}`)
        await sleep(50)
      }
      throw new Error('Portevoix did not start')
    },
    end,
    async leave(): Promise<void> {
      await Promise.all(running.map((child) => end(child, 'SIGTERM')))
      rmSync(data_dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    },
  }
}
