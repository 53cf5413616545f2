interface Counted { connected: number; readers: ReadonlySet<string> }
/** Who was there and who read, over a period, over the one before it, and in each step of the period. */
export interface People { now: Counted; before: Counted; by_step: { connected: number; readers: number }[] }

/** How often each bit is set. */
const countBits = (sets: Iterable<bigint>, places: number): number[] => {
  const counts = Array.from({ length: places }, () => 0)
  for (const set of sets) {
    // numbers are many times quicker than bigints, and hold half of the bits each
    const halves = [Number(set & 0xffff_ffffn), Number((set >> 32n) & 0xffff_ffffn)]
    for (const [half, bits] of halves.entries()) {
      for (let rest = bits; rest !== 0; rest &= rest - 1) {
        const place = half * 32 + 31 - Math.clz32(rest & -rest)
        counts[place] = (counts[place] ?? 0) + 1
      }
    }
  }
  return counts
}

/** By member, a set of bits: bit 0 for the period before, then one for each step of the period. */
export interface Present { present: ReadonlyMap<string, bigint>; readers: ReadonlyMap<string, bigint> }

/** Of all of them, or of some members only. */
export const peopleOf = ({ present, readers }: Present, steps: number, member_ids: ReadonlySet<string> | null = null): People => {
  const of = (sets: ReadonlyMap<string, bigint>) => [...sets].filter(([id]) => member_ids === null || member_ids.has(id))
  const there = of(present).map(([, set]) => set)
  const read = of(readers)
  const [connected_before = 0, ...connected] = countBits(there, steps + 1)
  const [, ...reading] = countBits(read.map(([, set]) => set), steps + 1)
  const had = (bits: (set: bigint) => boolean) => new Set(read.flatMap(([id, set]) => (bits(set) ? [id] : [])))
  return {
    now: { connected: there.filter((set) => set > 1n).length, readers: had((set) => set > 1n) },
    before: { connected: connected_before, readers: had((set) => (set & 1n) === 1n) },
    by_step: connected.map((count, step) => ({ connected: count, readers: reading[step] ?? 0 })),
  }
}
