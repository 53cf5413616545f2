import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of the table: medians of interleaved rounds of one run; `ratio` is the one in the middle of the rounds' own, each measured within seconds. */
export interface Row { name: string; baseline: number; measured: number; ratio: number; unit: string; rounds: number }

/** A round of what is measured, and one of what it is measured against. */
export interface Pair<One> { baseline: One; measured: One }

export const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

export const rowOf = <One>(name: string, unit: string, pairs: readonly Pair<One>[], read: (one: One) => number): Row => {
  const baseline = median(pairs.map((pair) => read(pair.baseline)))
  const measured = median(pairs.map((pair) => read(pair.measured)))
  const digits = unit === 'cores' ? 2 : 1
  return { name, baseline: rounded(baseline, digits), measured: rounded(measured, digits), ratio: rounded(median(pairs.map((pair) => read(pair.measured) / read(pair.baseline))), 2), unit, rounds: pairs.length }
}

export const keep = (name: string, result: object): void => {
  const folder = join(import.meta.dirname, '../results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
}
