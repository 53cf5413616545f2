import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { findChromium } from './chromium.js'
import { compiled, noRuntime, root, runtime } from './runtime.js'
import { temporaryFolder } from './temporary.js'

// What `npm test` runs: every check, the quick ones first; the first that fails ends the run.

const node = runtime()
if (node === null) {
  process.stderr.write(`${noRuntime()}\n`)
  process.exit(1)
}

const folder = temporaryFolder()
const results = join(folder, 'results')
mkdirSync(results)
const bin = (name) => join(root, 'node_modules/.bin', name)
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`, NODE_COMPILE_CACHE: compiled, TMPDIR: folder }
const counts = { passed: 0, failed: 0 }

const step = (name, command, args, options = {}) => {
  const started = Date.now()
  const { status, signal } = spawnSync(command, args, { cwd: root, env: { ...env, ...options.env }, stdio: ['ignore', 'inherit', 'inherit'] })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`)
  return status === 0 && signal === null
}

const suite = (name, projects, options = {}) => {
  const file = join(results, `${name.replaceAll(' ', '-')}.json`)
  const ok = step(name, node, [bin('vitest'), 'run', ...projects.flatMap((project) => ['--project', project]), '--reporter', 'default', '--reporter', 'json', '--outputFile.json', file, ...(options.more ?? [])], options)
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
    counts.passed += numPassedTests
    counts.failed += numFailedTests
    return ok && numPassedTests > 0
  } catch {
    counts.failed += 1
    return false
  }
}

const browser = () => {
  const { path, problem } = findChromium()
  if (problem) process.stderr.write(`${problem}\n`)
  return path
}

// a long run scrolls what failed out of sight: it is told where one looks, at the end
const failedJourneys = join(results, 'failed-journeys.txt')
const end = (ok) => {
  if (existsSync(failedJourneys)) process.stdout.write(`\n${readFileSync(failedJourneys, 'utf8')}`)
  rmSync(folder, { recursive: true, force: true })
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`)
  process.exit(ok ? 0 : 1)
}

const chromium = browser()
const checks = [
  () => chromium !== undefined,
  () => step('types of contract, server and journeys', bin('tsc'), ['-p', '.']),
  () => step('types of the web application', bin('tsc'), ['-p', 'web']),
  () => step('lint', bin('oxlint'), ['--type-aware', '--deny-warnings', 'contract', 'server', 'web', 'e2e', 'bench', 'faults', 'mutants', 'bin']),
  () => step('build of the web application', process.execPath, ['bin/build-web.js']),
  () => step('weight of the web application', process.execPath, ['bin/check-budget.js']),
  // some of these wait for time to pass more than they work
  () => suite('unit and integration', ['contract', 'server', 'web'], { env: { CHROMIUM: chromium }, more: ['--maxWorkers', '3'] }),
  () => suite('journeys', ['journeys'], { env: { CHROMIUM: chromium, FAILED_JOURNEYS: failedJourneys }, more: ['--maxWorkers', '3'] }),
]
end(checks.every((check) => check()))
