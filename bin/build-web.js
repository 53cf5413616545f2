import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isMain, noRuntime, root, runtime } from './runtime.js'

const stamp = join(root, 'web/dist/.built-from')
const skipped = new Set(['node_modules', 'dist', 'test'])

const filesUnder = (path) => {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).filter((name) => !skipped.has(name)).sort().flatMap((name) => filesUnder(join(path, name)))
}

/** What the pages are made from, told by content: times are lost in clones, copies and changes of branch. */
const fingerprint = () => {
  const hash = createHash('sha256')
  for (const file of ['web', 'contract', 'package-lock.json'].flatMap((name) => filesUnder(join(root, name)))) {
    if (/\.test\.tsx?$/.test(file)) continue
    const bytes = readFileSync(file)
    hash.update(`${relative(root, file)}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

const isBuilt = (print) => existsSync(join(root, 'web/dist/site/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print

const vite = () => new Promise((resolve) => {
  let said = ''
  const child = spawn(runtime(), [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd: join(root, 'web'), stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += chunk })
  child.on('error', (error) => { resolve({ code: 1, said: error.message }) })
  child.on('close', (code) => { resolve({ code: code ?? 1, said }) })
})

/** Builds the pages when they are missing or made from something else; gives whether they are there. */
export const buildWeb = async () => {
  const print = fingerprint()
  if (isBuilt(print)) return true
  if (runtime() === null) {
    process.stderr.write(`${noRuntime()}\n`)
    return false
  }
  process.stderr.write('Building the pages…\n')
  const { code, said } = await vite()
  if (code !== 0) {
    process.stderr.write(`${said}\nThe pages could not be built.\n`)
    return false
  }
  writeFileSync(stamp, print)
  return true
}

if (isMain(import.meta.url) && !(await buildWeb())) process.exit(1)
