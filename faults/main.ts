import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeTemplate } from './installation/template.ts'
import { run, type Result } from './run.ts'
import type { Scenario } from './scenario.ts'
import { clock } from './scenarios/clock.ts'
import { cut, slow } from './scenarios/connection.ts'
import { correction } from './scenarios/correction.ts'
import { disk } from './scenarios/disk.ts'
import { hang } from './scenarios/hang.ts'
import { kills } from './scenarios/kills.ts'
import { standstill } from './scenarios/standstill.ts'
import { tableOf } from './table.ts'
import { createUndo } from './undo.ts'

const scenarios: readonly Scenario[] = [...kills, hang, disk, clock, cut, slow, correction, standstill]

const usage = `npm run faults -- [--seed <number>] [--rounds <number>] [--only <scenario>,…] [--keep]\n--keep leaves the data folders and logs of scenarios that failed\nscenarios: ${scenarios.map(({ name }) => name).join(', ')}\n`

const readArguments = () => {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, rounds: { type: 'string', default: '20' }, only: { type: 'string' }, keep: { type: 'boolean', default: false } } })
  const rounds = Number(values.rounds)
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed)
  const only = values.only?.split(',').map((name) => name.trim())
  const chosen = scenarios.filter(({ name }) => only?.includes(name) ?? true)
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed) || chosen.length !== (only?.length ?? scenarios.length)) throw new Error('not understood')
  return { rounds, seed, chosen, keep: values.keep }
}

const linksPerRound = 3_000

const runAll = async ({ chosen, seed, rounds, keep }: ReturnType<typeof readArguments>): Promise<Result[]> => {
  let kept = false
  const folder = mkdtempSync(join(tmpdir(), 'portevoix-faults-'))
  chmodSync(folder, 0o711) // the database's own user passes through
  const everything = createUndo()
  everything.add(() => { if (!kept) rmSync(folder, { recursive: true, force: true, maxRetries: 10 }) })
  const one = createUndo()
  everything.add(() => one.run())
  const interrupted = (signal: NodeJS.Signals): void => {
    process.stderr.write(`${signal}: cleaning up\n`)
    void everything.run().then(() => process.exit(130))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted)
  try {
    const template = join(folder, 'template')
    const slugs = await makeTemplate(template, rounds * linksPerRound)
    const results: Result[] = []
    for (const scenario of chosen) {
      const begun = performance.now()
      const result = await run(scenario, { template, folder, slugs, seed, rounds, undo: one })
      await one.run()
      if (keep && result.broken.length > 0) kept = true
      else rmSync(join(folder, scenario.name), { recursive: true, force: true, maxRetries: 10 })
      results.push(result)
      process.stdout.write(`${result.broken.length === 0 ? 'ok  ' : 'FAIL'} ${scenario.name} (${Math.round((performance.now() - begun) / 1_000)} s)${result.broken.map((promise) => `\n     ${promise}`).join('')}\n`)
    }
    return results
  } finally {
    await everything.run()
  }
}

try {
  const asked = readArguments()
  const { seed, rounds } = asked
  const results = await runAll(asked)
  process.stdout.write(`\n${tableOf(results)}\n`)
  writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify({ seed, rounds, results }, null, 2)}\n`)
  process.exitCode = results.every(({ broken }) => broken.length === 0) ? 0 : 1
} catch (error) {
  process.stderr.write(error instanceof Error && error.message === 'not understood' ? usage : `${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
  process.exitCode = 1
}
