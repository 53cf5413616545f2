import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { admittedLosses, check, type Findings } from './check.ts'
import { createChance, seedOf } from './chance.ts'
import { findFaketime } from './installation/clock.ts'
import { startInstallation, type Installation } from './installation/installation.ts'
import { waitingSegments } from './installation/journals.ts'
import type { Program } from './installation/program.ts'
import { createLoad, type Load } from './load/load.ts'
import type { Scenario } from './scenario.ts'
import type { Undo } from './undo.ts'
import { until } from './wait.ts'

/** How soon all must be back after the end of a cause, without a hand. */
export const promised_ms = 5_000
/** For how long it is waited for, so as to tell by how much the promise was broken. */
const patience_ms = 30_000
const rollups_ms = 120_000
/** Visitors rest for twenty times as long as it took to count them (`links/counting.ts`), and to count them from a database that hung for eight seconds took so long. */
const visitors_ms = 300_000

export interface Result extends Findings {
  scenario: string
  seed: number
  rounds: number
  /** From the end of a cause until a link leads on again, every process is ready and all that waited in the journals then is delivered: the longest of all rounds. */
  absence_ms: number
  /** From the end of a cause until the hits that waited then are added up: the longest of all rounds. */
  added_ms: number
  /** How long the rollups took, after the last round, to have taken everything in. */
  rolled_ms: number
  /** Promises that were broken, in words. */
  broken: string[]
}

const nothing: Findings = { received: 0, stored: 0, lost: 0, doubled: 0, admitted: 0, unanswered: 0, refused: 0, differing: null }

export interface RunOptions { template: string; folder: string; slugs: readonly string[]; seed: number; rounds: number; undo: Undo }

const programsOf = ({ programs, beside }: Installation): Program[] => [...Object.values(programs), ...(beside === null ? [] : [beside])]

const fates = (installation: Installation): string[] => programsOf(installation).flatMap(({ service, fate }) => (fate === null ? [] : [`${service} ${fate}`]))

/** Gives the milliseconds until all is back, and until the rollups had taken in what waited, counted from `ended`; throws where it does not come back. */
const recover = async (installation: Installation, load: Load, ended: number): Promise<{ absence_ms: number; added_ms: number }> => {
  const programs = programsOf(installation)
  const waited = waitingSegments(installation.data_dir)
  const serving = async (): Promise<boolean> => {
    if (fates(installation).length > 0) return true
    return (await Promise.all([load.probe(), ...programs.map((program) => program.ready())])).every(Boolean)
  }
  const delivered = (): boolean => waited.every((segment) => !existsSync(segment))
  let last: number | null = null
  // what waited once all was delivered
  const addedUp = async (): Promise<boolean> => {
    if (!delivered()) return false
    const [row] = await installation.query<{ first: number | null; last: number | null }>('select min(id)::float8 as first, max(id)::float8 as last from links.batches')
    last ??= row?.last ?? 0
    return (row?.first ?? Infinity) > last
  }
  const [back, drained, added] = await Promise.all([until(serving, ended, patience_ms), until(delivered, ended, patience_ms), until(() => addedUp().catch(() => false), ended, patience_ms, 100)])
  if (fates(installation).length > 0) throw new Error(fates(installation).join('; '))
  await load.stop()
  if (back === null || drained === null || added === null) throw new Error(`not ${back === null ? 'serving' : drained === null ? 'delivered' : 'added up'} ${patience_ms / 1_000} s after the end of the cause`)
  return { absence_ms: Math.max(back, drained), added_ms: added }
}

/** Waits for losses to be written down, and for the rollups to have taken everything in; gives how long these took. */
const settle = async (installation: Installation, load: Load, may_lose: boolean): Promise<number> => {
  const now = performance.now()
  if (may_lose) {
    const { lost } = await check(installation, load.visits)
    await until(async () => await admittedLosses(installation) >= lost, now, promised_ms, 200)
  }
  await until(() => waitingSegments(installation.data_dir).length === 0, now, patience_ms)
  const rolled = await until(async () => (await installation.query('select from links.batches limit 1')).length === 0, now, rollups_ms, 200)
  if (rolled === null) throw new Error(`the rollups have not taken everything in after ${rollups_ms / 1_000} s`)
  // visitors are counted aside, once a minute
  const counted = await until(async () => (await installation.query('select from links.counted_days where stale limit 1')).length === 0, now, visitors_ms, 500)
  if (counted === null) throw new Error(`visitors are not counted after ${visitors_ms / 1_000} s`)
  return Math.round(rolled)
}

const brokenPromises = (scenario: Scenario, { lost, doubled, admitted, unanswered, refused, differing }: Findings, absence_ms: number, doubted: number): string[] => [
  ...(lost > (scenario.may_lose ? admitted : 0) ? [`${lost} redirects received are not in the ledger${scenario.may_lose ? `, and ${admitted} are counted as lost` : ''}`] : []),
  ...(scenario.may_lose && admitted > lost + unanswered + doubted ? [`${admitted} requests are counted as lost, ${lost} are, and no more than ${unanswered + doubted} may be counted besides`] : []),
  ...(!scenario.may_lose && admitted > 0 ? [`${admitted} requests were counted as lost`] : []),
  ...(doubled > 0 ? [`${doubled} hits are in the ledger too often`] : []),
  ...(refused > 0 ? [`${refused} links in memory did not lead on`] : []),
  ...(differing !== null && differing.length > 0 ? [`a recount of the ledger differs from ${differing.join(', ')}`] : []),
  ...(absence_ms > promised_ms ? [`back after ${absence_ms} ms only`] : []),
]

/** Runs one scenario on an installation of its own, and says what of the promises held. */
export const run = async (scenario: Scenario, { template, folder, slugs, seed, rounds, undo }: RunOptions): Promise<Result> => {
  const hindrance = scenario.hindrance?.() ?? null
  if (hindrance !== null) return { ...nothing, scenario: scenario.name, seed, rounds: 0, absence_ms: 0, added_ms: 0, rolled_ms: 0, broken: [`not run: ${hindrance}`] }
  const data_dir = join(folder, scenario.name)
  const chance = createChance(seedOf(seed, scenario.name))
  let absence_ms = 0
  let added_ms = 0
  let rolled_ms = 0
  let done = 0
  let doubted = 0
  let load: Load | null = null
  let installation: Installation | null = null
  const failures: string[] = []
  try {
    mkdirSync(data_dir, { mode: 0o711 })
    installation = await startInstallation({
      template, data_dir, undo, database: scenario.database, faketime: scenario.needs_clock ? findFaketime() : null, two_workers: scenario.two_workers ?? false, prepare: (dir) => { scenario.prepare?.(dir, undo) },
    })
    const { links } = installation.programs
    load = createLoad({ port: links.port, slugs, server: () => links.pid })
    undo.add(load.close)
    for (; done < rounds; done += 1) {
      await load.warm(scenario.warmed ?? 20)
      load.start()
      await scenario.round({ installation, load, chance, round: done, doubt: (requests) => { doubted += requests } })
      const back = await recover(installation, load, performance.now())
      absence_ms = Math.max(absence_ms, Math.round(back.absence_ms))
      added_ms = Math.max(added_ms, Math.round(back.added_ms))
    }
    rolled_ms = await settle(installation, load, scenario.may_lose ?? false)
  } catch (error) {
    failures.push(`round ${done + 1}: ${error instanceof Error ? error.message : String(error)}`)
    await load?.stop()
    await sleep(1_000) // what was promised before must be in the ledger all the same
  }
  const findings = installation && load ? await check(installation, load.visits).catch((error: unknown) => {
    failures.push(String(error))
    return nothing
  }) : nothing
  return { ...findings, scenario: scenario.name, seed, rounds: done, absence_ms, added_ms, rolled_ms, broken: [...failures, ...brokenPromises(scenario, findings, absence_ms, doubted)] }
}
