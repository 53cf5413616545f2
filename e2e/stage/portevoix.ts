import { spawn } from 'node:child_process'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine } from '../../server/test/machine.ts'

const root = join(import.meta.dirname, '../..')
const patience_ms = 60_000

export interface Portevoix {
  address: string
  data_dir: string
  /** Ends it, and leaves its folder. */
  end(): Promise<void>
  /** Ends it, and takes its folder away. */
  stop(): Promise<void>
}

/**
 * A Portevoix as `npm start` runs it, with a data folder and a port of its own and, unless the settings name one, no mail server.
 * `template`: a folder to begin with; without one it is the very first start.
 */
export const startPortevoix = async (settings: Readonly<Record<string, string>> = {}, template?: string): Promise<Portevoix> => {
  const data_dir = await mkdtemp(join(tmpdir(), 'portevoix-journey-'))
  if (template !== undefined) {
    await chmod(data_dir, 0o711) // as root, the database's own user passes through
    await cp(template, data_dir, { recursive: true, verbatimSymlinks: true })
  }
  const { LATE } = process.env
  const server = spawn(process.execPath, [...(LATE ? ['--import', join(import.meta.dirname, 'late.ts')] : []), join(root, 'server/main.ts')], {
    env: { ...machine, ...(LATE && { LATE }), DATA_DIR: data_dir, PORT: '0', LOG_LEVEL: 'warn', OUTBOUND_ALLOW: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  const ended = new Promise<void>((resolve) => { server.once('exit', () => resolve()) })
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => { server.kill('SIGKILL'); reject(new Error(`Portevoix did not start: ${said}`)) }, patience_ms)
    const hear = (text: Buffer) => {
      said = `${said}${text.toString()}`.slice(-20_000)
      const found = /Portevoix is ready: (\S+)/.exec(said)?.[1]
      if (!found) return
      clearTimeout(late)
      resolve(found)
    }
    server.stdout?.on('data', hear)
    server.stderr?.on('data', hear)
    server.once('exit', (code) => { clearTimeout(late); reject(new Error(`Portevoix ended with ${code}: ${said}`)) })
  })
  const end = async (): Promise<void> => {
    server.kill('SIGTERM')
    const late = setTimeout(() => { server.kill('SIGKILL') }, patience_ms)
    await ended
    clearTimeout(late)
    if (server.exitCode !== 0) throw new Error(`Portevoix did not stop cleanly: ${said}`)
  }
  return { address, data_dir, end, stop: () => end().finally(() => rm(data_dir, { recursive: true, force: true })) }
}
