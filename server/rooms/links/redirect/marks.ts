import { fingerprint } from '../fingerprint.ts'

/** A bounded set of texts, of which 32 bits each are kept: where a million are, one in four thousand others is taken for one of them. */
export interface Marks {
  has(text: string): boolean
  /** False where there is no room. */
  add(text: string): boolean
  readonly size: number
}

const smallest = 2 ** 10

/** An open table of numbers, at most half full: 8 to 16 octets a text, 16 MB for a million. 0 is an empty place. */
export const createMarks = (limit: number): Marks => {
  let places = new Uint32Array(smallest)
  let size = 0
  const markOf = (text: string): number => (fingerprint(text) >>> 0) || 1

  const placeOf = (table: Uint32Array, mark: number): number => {
    let place = mark & (table.length - 1)
    while (table[place] !== 0 && table[place] !== mark) place = (place + 1) & (table.length - 1)
    return place
  }

  const grow = (): void => {
    const wider = new Uint32Array(places.length * 2)
    for (const mark of places) if (mark !== 0) wider[placeOf(wider, mark)] = mark
    places = wider
  }

  return {
    has: (text) => places[placeOf(places, markOf(text))] !== 0,
    add(text) {
      const mark = markOf(text)
      if (places[placeOf(places, mark)] !== 0) return true
      if (size >= limit) return false
      size += 1
      if (size * 2 > places.length) grow()
      places[placeOf(places, mark)] = mark
      return true
    },
    get size() { return size },
  }
}
