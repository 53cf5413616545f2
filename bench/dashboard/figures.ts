import type { Row } from '../redirect/rows.ts'

/** The value that `share` (0-1) of the values do not exceed. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Milliseconds that a piece of work takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

export const rowOf = (name: string, baseline: readonly number[], measured: readonly number[], share: number, rounds: number): Row => {
  const [low, high] = [quantile(baseline, share), quantile(measured, share)]
  return { name, baseline: rounded(low, 2), measured: rounded(high, 2), ratio: rounded(high / low, 1), unit: 'ms', rounds }
}
