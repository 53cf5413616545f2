import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { parts, type Trial } from './parts.ts'
import { scoreOf, survivorsOf, tableOf, type Mutants, type Score } from './score.ts'

/** Percent of the changes that some test notices, in each part. */
const least = 80

const usage = `npm run mutants -- [--only <part>,…] [--force] [--concurrency <number>]\n--force tries again what was tried before\nparts: ${parts.map(({ name }) => name).join(', ')}\n`

const readArguments = () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, force: { type: 'boolean', default: false }, concurrency: { type: 'string', default: '2' } } })
  const only = values.only?.split(',').map((name) => name.trim())
  const chosen = parts.filter(({ name }) => only?.includes(name) ?? true)
  const concurrency = Number(values.concurrency)
  if (chosen.length !== (only?.length ?? parts.length) || !Number.isInteger(concurrency) || concurrency < 1) throw new Error('not understood')
  return { chosen, concurrency, force: values.force }
}

const run = async ({ name, files }: Trial, { concurrency, force }: { concurrency: number; force: boolean }): Promise<Mutants> => {
  process.env.MUTANTS_OF = name
  const results = await new Stryker({
    mutate: [...files, '!**/*.test.ts', '!**/*.fixture.ts'],
    testRunner: 'vitest',
    vitest: { configFile: 'mutants/vitest.config.ts' },
    plugins: ['@stryker-mutator/vitest-runner', './mutants/spoken.js'],
    ignorers: ['spoken'],
    concurrency,
    force,
    incremental: true,
    incrementalFile: `mutants/results/${name}.json`,
    htmlReporter: { fileName: `mutants/results/${name}.html` },
    reporters: ['progress-append-only', 'html'],
    tempDirName: `mutants/results/${name}.sandbox`,
    cleanTempDir: 'always',
    // with its configuration in sight, Stryker asks TypeScript for what its native version does not offer
    ignorePatterns: ['/tsconfig.json', '/bench', '/docs', '/e2e', '/faults', '/web', '/data', '/mutants/results'],
    disableTypeChecks: false,
    allowConsoleColors: false,
    // a machine with other work to do is slow, and not yet in a loop without an end
    timeoutMS: 20_000,
  }).runMutationTest()
  process.stdout.write(survivorsOf(results))
  return results
}

// tests that a mutant keeps from their end are killed, and leave what they had: it lies in one place
const folder = mkdtempSync(join(tmpdir(), 'portevoix-mutants-'))
chmodSync(folder, 0o711) // the database's own user passes through
process.on('exit', () => {
  // a small disk of theirs among it
  const mounted = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8').split('\n').flatMap((line) => line.split(' ')[1] ?? []).filter((path) => path.startsWith(folder)) : []
  for (const path of mounted) spawnSync('umount', ['-l', path])
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
})
process.env.TMPDIR = folder

try {
  const { chosen, ...options } = readArguments()
  const scores: Score[] = []
  for (const { name, trials } of chosen) {
    const results: Mutants = []
    for (const trial of trials) results.push(...await run(trial, options))
    scores.push(scoreOf(name, results))
  }
  process.stdout.write(`\n${tableOf(scores)}\n`)
  process.exitCode = scores.every(({ percent }) => percent >= least) ? 0 : 1
} catch (error) {
  process.stderr.write(error instanceof Error && error.message === 'not understood' ? usage : `${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
  process.exitCode = 1
}
