// Adds up the JavaScript, compressed, that an ambassador's first screen loads, from the manifest of the built site.
// The desk must not be part of it. Usage: node bin/check-budget.js [built folder]; exit code 1 over budget.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const budget = 250_000
/** The first screen of all keeps some air. */
const budgets = { 'src/rooms/content/stream/feed.tsx': 225_000 }
const web = fileURLToPath(new URL('../web/', import.meta.url))
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

/** The stream's screens with the words that each asks for, as the rooms' routes state them. */
const screens = readdirSync(join(web, 'src/rooms'), { recursive: true }).filter((name) => name.endsWith('routes.ts')).map((name) => join('src/rooms', name)).flatMap((routes) =>
  [...readFileSync(join(web, routes), 'utf8').matchAll(/getParentRoute: \(\) => streamRoute.*screen\(\[([^\]]*)\], \(\) => import\('\.\/([^']+)'\)\)/g)]
    .map(([, words, file]) => ({ screen: join(dirname(routes), file), words: words.split(',').map((name) => name.trim().replaceAll("'", '')) })))

const catalogue = (name) => Object.keys(manifest).filter((key) => key.endsWith(`/messages/fr/${name}.json`))
/** What comes with every screen of the stream, at once or right after. */
const shared = ['index.html', 'src/app/stream-frame.tsx', 'src/rooms/people/account-menu.tsx', ...['ui', 'shell'].flatMap(catalogue)]

let failed = false
for (const { screen, words } of screens) {
  const keys = new Set([...shared, screen, ...words.flatMap(catalogue)].flatMap((key) => [...graph(key)]))
  const total = [...keys].reduce((sum, key) => sum + size(key), 0)
  const most = budgets[screen] ?? budget
  const desk = [...keys].filter((key) => manifest[key].file.includes('/desk/') || /\/desk\//.test(key))
  const over = total > most
  failed ||= over || desk.length > 0
  process.stdout.write(`${over ? 'over' : 'ok'}  ${(total / 1000).toFixed(1)} kB of ${most / 1000} kB  ${screen}\n`)
  if (desk.length) process.stdout.write(`      loads the desk: ${desk.join(', ')}\n`)
  if (process.argv.includes('--detail')) for (const key of [...keys].sort((a, b) => size(b) - size(a)).slice(0, 12)) process.stdout.write(`      ${(size(key) / 1000).toFixed(1)} kB  ${key}\n`)
}
if (!screens.some(({ screen }) => screen in budgets)) {
  process.stdout.write('the feed was not found among the screens\n')
  failed = true
}
process.exitCode = failed ? 1 : 0
