import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { isMain } from './runtime.js'

const places = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium'],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'],
}

const canRun = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const find = () => (places[process.platform] ?? []).find(canRun) ?? null

const aptGet = (...args) =>
  spawnSync('/usr/bin/apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })

/** Debian's package, where we may install it; gives why not. */
const installDebian = () => {
  if (process.platform !== 'linux' || !canRun('/usr/bin/apt-get') || process.getuid?.() !== 0) return ''
  process.stderr.write('Installing Chromium, which the journeys in a browser need…\n')
  const install = () => aptGet('install', '--yes', '--quiet', '--no-install-recommends', 'chromium')
  let { status, stderr } = install()
  if (status !== 0) {
    aptGet('update', '--quiet') // a new machine or image has no list of packages yet
    ;({ status, stderr } = install())
  }
  return status === 0 ? '' : ` (apt-get: ${(stderr ?? '').trim().split('\n').at(-1)})`
}

/** The browser for the journeys: `{ path }`, or `{ problem }` in one line that says what to do. */
export const findChromium = () => {
  const chosen = process.env.CHROMIUM
  if (chosen) return canRun(chosen) ? { path: chosen } : { problem: `CHROMIUM must be the path of a browser that can be run, not ${JSON.stringify(chosen)}: write for example CHROMIUM=/usr/bin/chromium.` }
  const known = find()
  if (known) return { path: known }
  const why = installDebian()
  const path = find()
  return path ? { path } : { problem: `There is no Chromium here${why}: install it, for example with apt-get install chromium, or write its path, for example CHROMIUM=/opt/chromium/chrome.` }
}

if (isMain(import.meta.url)) {
  const { path, problem } = findChromium()
  if (path) process.stdout.write(`${path}\n`)
  else {
    process.stderr.write(`${problem}\n`)
    process.exit(1)
  }
}
