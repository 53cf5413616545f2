import { crc32 } from 'node:zlib'

/** Choices that look like chance, and that the same seed makes again. */
export interface Chance {
  /** A whole number from least to most, inclusive. */
  number(least: number, most: number): number
  one<T>(values: readonly T[]): T
  /** True in `percent` of a hundred. */
  holds(percent: number): boolean
  shuffled<T>(values: readonly T[]): T[]
}

/** mulberry32 (public domain, Tommy Ettinger): small, and good enough to draw milliseconds and kinds of faults. */
export const createChance = (seed: number): Chance => {
  let state = seed >>> 0
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const number = (least: number, most: number): number => least + Math.floor(draw() * (most - least + 1))
  return {
    number,
    one<T>(values: readonly T[]): T {
      const chosen = values[number(0, values.length - 1)]
      if (chosen === undefined) throw new Error('nothing to choose from')
      return chosen
    },
    holds: (percent) => draw() * 100 < percent,
    shuffled: (values) => values.map((value) => ({ value, place: draw() })).sort((one, other) => one.place - other.place).map(({ value }) => value),
  }
}

/** A seed for one scenario, so that it draws the same whichever others run. */
export const seedOf = (seed: number, name: string): number => (seed ^ crc32(name)) >>> 0
