import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openGazette } from './gazette.ts'

export interface Newsroom { address: string; stop(): Promise<void> }

const root = join(import.meta.dirname, '../..')

/** Its tool lies beside the checkout, or beside a folder that holds the checkout. */
const toolBeside = (folder: string): string | null => {
  const above = dirname(folder)
  if (above === folder) return null
  const tool = join(above, 'shared/tools/newsroom.mjs')
  return existsSync(tool) ? tool : toolBeside(above)
}

/** A site of real pages. */
const openReal = async (tool: string): Promise<Newsroom> => {
  const server = spawn(process.execPath, [tool, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => { server.once('exit', () => resolve()) })
  const address = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (said: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said.toString())?.[0]
      if (found) resolve(found)
    })
    server.once('exit', (code) => { reject(new Error(`the newsroom ended with ${code}`)) })
  })
  return { address, async stop() { server.kill('SIGTERM'); await ended } }
}

/** A site of real pages where their tool is at hand, a small one of our own otherwise; both have `/slow`, `/broken` and `/gone` variants. */
export const openNewsroom = (): Promise<Newsroom> => {
  const tool = toolBeside(root)
  return tool === null ? openGazette() : openReal(tool)
}
