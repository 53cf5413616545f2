import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'

const web = fileURLToPath(new URL('..', import.meta.url))

export const run = promisify(execFile)

/** Builds the interface into a folder, in a process of its own: the tests' NODE_ENV would make another build than the one that is shipped. */
export const buildInto = async (folder: string, mode: 'production' | 'gallery'): Promise<void> => {
  const vite = fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')))
  await run(process.execPath, [vite, 'build', '--mode', mode, '--outDir', folder, '--emptyOutDir'], { cwd: web, env: { ...process.env, NODE_ENV: 'production' } })
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
