/** Numbers that look like chance and are the same at every run from the same seed (mulberry32), and what a story needs of them. */
export interface Dice {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  /** A whole number from 0 to `limit`, `limit` excluded. */
  below(limit: number): number
  between(low: number, high: number): number
  chance(probability: number): boolean
  one<T>(things: readonly T[]): T
  /** One of the things, in proportion to its weight. */
  weighted<T>(things: readonly T[], weight: (thing: T) => number): T
  shuffled<T>(things: readonly T[]): T[]
  /** How long until something that comes after `mean` on average. */
  wait(mean: number): number
  /** A factor around 1 with a long tail: a few things are much liked. */
  spread(sigma: number): number
  /** How many times something happened that happens `mean` times on average. */
  times(mean: number): number
}

export const dice = (seed: number): Dice => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const known = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('nothing to choose from')
    return thing
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next, below,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    one: (things) => known(things[below(things.length)]),
    weighted(things, weight) {
      let left = next() * things.reduce((sum, thing) => sum + weight(thing), 0)
      return known(things.find((thing) => (left -= weight(thing)) < 0) ?? things.at(-1))
    },
    shuffled(things) {
      const order = [...things]
      for (let last = order.length - 1; last > 0; last -= 1) {
        const other = below(last + 1)
        const [one, two] = [known(order[last]), known(order[other])]
        order[last] = two
        order[other] = one
      }
      return order
    },
    wait: (mean) => -Math.log(1 - next()) * mean,
    spread: (sigma) => Math.exp(normal() * sigma - (sigma * sigma) / 2),
    times(mean) {
      if (mean > 60) return Math.max(0, Math.round(mean + normal() * Math.sqrt(mean)))
      const limit = Math.exp(-mean)
      let count = 0
      for (let product = next(); product > limit; product *= next()) count += 1
      return count
    },
  }
}
