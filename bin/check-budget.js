// Adds up the JavaScript, compressed, that an ambassador's first screen loads, from the manifest of the built site.
// The desk must not be part of it. Usage: node bin/check-budget.js [built folder]; exit code 1 over budget.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const budget = 250_000
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? fileURLToPath(new URL('../web/dist/site', import.meta.url))
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))

/** A chunk and all that it imports at once. */
const graph = (key, seen = new Set()) => {
  if (!manifest[key]) throw new Error(`${key} is not in the manifest`)
  if (!seen.has(key)) {
    seen.add(key)
    for (const inner of manifest[key].imports ?? []) graph(inner, seen)
  }
  return seen
}

const sizes = new Map()
const size = (key) => {
  const { file } = manifest[key]
  if (!file.endsWith('.js')) return 0
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(folder, file))).length)
  return sizes.get(file)
}

const catalogue = (name) => Object.keys(manifest).filter((key) => key.endsWith(`/messages/fr/${name}.json`))
const screens = Object.keys(manifest).filter((key) => /^src\/rooms\/[a-z]+\/stream\/.+\.tsx$/.test(key) && manifest[key].isDynamicEntry)
const shared = ['index.html', 'src/app/stream-frame.tsx', ...catalogue('ui'), ...catalogue('shell')]

let failed = false
for (const screen of screens) {
  const room = screen.split('/')[2]
  const keys = new Set([...shared, screen, ...catalogue(room)].flatMap((key) => [...graph(key)]))
  const total = [...keys].reduce((sum, key) => sum + size(key), 0)
  const desk = [...keys].filter((key) => manifest[key].file.includes('/desk/') || /\/desk\//.test(key))
  const over = total > budget
  failed ||= over || desk.length > 0
  process.stdout.write(`${over ? 'over' : 'ok'}  ${(total / 1000).toFixed(1)} kB of ${budget / 1000} kB  ${screen}\n`)
  if (desk.length) process.stdout.write(`      loads the desk: ${desk.join(', ')}\n`)
  if (process.argv.includes('--detail')) for (const key of [...keys].sort((a, b) => size(b) - size(a)).slice(0, 12)) process.stdout.write(`      ${(size(key) / 1000).toFixed(1)} kB  ${key}\n`)
}
if (!screens.length) {
  process.stdout.write('no screen of the stream was built\n')
  failed = true
}
process.exitCode = failed ? 1 : 0
