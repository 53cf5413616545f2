import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder that holds the real scripts of bin/ and what else a test writes there. */
export interface Folder {
  path: string
  write(name: string, text: string): void
  /** Starts one of the scripts; `said` grows as it speaks. */
  start(script: string, args?: readonly string[], options?: SpawnOptions): { child: ChildProcess; said: () => string; ended: Promise<[number | null, NodeJS.Signals | null]> }
  remove(): void
}

const root = join(import.meta.dirname, '..')

export const makeFolder = ({ packages }: { packages: boolean }): Folder => {
  const path = mkdtempSync(join(tmpdir(), 'portevoix-bin-'))
  const children: ChildProcess[] = []
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  cpSync(join(root, 'bin'), join(path, 'bin'), { recursive: true })
  write('package.json', '{ "name": "folder", "version": "1.0.0", "type": "module" }')
  if (packages) symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'))
  return {
    path,
    write,
    start: (script, args = [], options = {}) => {
      let text = ''
      const child = spawn(process.execPath, [join(path, 'bin', script), ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options })
      children.push(child)
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => { text += String(chunk) })
      return { child, said: () => text, ended: once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]> }
    },
    remove: () => {
      for (const child of children) child.kill('SIGKILL')
      rmSync(path, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
