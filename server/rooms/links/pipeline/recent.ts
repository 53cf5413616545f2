/**
 * What happened within a span of time, by fingerprint: when, and a number. The room is made once, four megabytes, so that nothing
 * is allocated, moved or collected while millions come; where it runs short, what is longest ago is forgotten first.
 */
export interface Recent {
  /** The place of a key: of what is known of it, or room for it, as if it had been seen a span ago. Good until the next `find`. */
  find(key: number, at: number): number
  /** Milliseconds between now and then, whichever comes first. */
  since(place: number, at: number): number
  value(place: number): number
  note(place: number, at: number, value: number): void
  /** A number alone, of what began before. */
  count(place: number, value: number): void
}

// 5 places of 3 numbers fit one line of a processor's cache: a key is found, or not, by one look at the memory
const places = 5
const numbers = 3
const stride = 16
const bits = 16
const buckets = 1 << bits
/** As long as no more keys are new within a span, only their places are looked at when it is over. */
const listed = 4_096

export const createRecent = (span_ms: number): Recent => {
  // of each place: 32 bits of the key, others being told by the bucket; when, modulo 2^32 milliseconds; the number
  const table = new Int32Array(buckets * stride)
  const taken = new Int32Array(listed)
  let count = 0
  let swept_at = 0

  const since = (place: number, at: number) => Math.abs((at - (table[place + 1] ?? 0)) | 0)

  const keep = (place: number) => {
    if (count < listed) taken[count] = place
    count += 1
  }

  const look = (place: number, at: number) => {
    if (table[place] === 0) return
    if (since(place, at) >= span_ms) table[place] = 0
    else keep(place)
  }

  /** What is older than the span leaves the memory altogether. */
  const sweep = (at: number) => {
    const before = count
    count = 0
    swept_at = at
    if (before <= listed) {
      for (let index = 0; index < before; index++) look(taken[index] ?? 0, at)
      return
    }
    for (let bucket = 0; bucket < table.length; bucket += stride) {
      for (let place = bucket; place < bucket + places * numbers; place += numbers) look(place, at)
    }
  }

  return {
    since,
    find(key, at) {
      if (Math.abs(at - swept_at) >= span_ms) sweep(at)
      const bucket = (key & (buckets - 1)) * stride
      const sign = (key / buckets | 0) || 1
      let oldest = bucket
      let longest = -1
      for (let place = bucket; place < bucket + places * numbers; place += numbers) {
        const there = table[place]
        if (there === sign) return place
        const age = there === 0 ? Infinity : since(place, at)
        if (age > longest) {
          oldest = place
          longest = age
        }
      }
      if (table[oldest] === 0) keep(oldest)
      table[oldest] = sign
      table[oldest + 1] = at - span_ms
      table[oldest + 2] = 0
      return oldest
    },
    value: (place) => table[place + 2] ?? 0,
    note(place, at, value) {
      table[place + 1] = at
      table[place + 2] = value
    },
    count(place, value) { table[place + 2] = value },
  }
}
