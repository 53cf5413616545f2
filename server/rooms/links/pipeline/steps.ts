import { readOctets, visitorSize, writeOctets } from '../octets.ts'

/** A click, as one of those that a browser made in a row; `link` tells links apart. */
export interface Step { link: number; visitor: string; at: number }

/** The last hundred thousand clicks of a process, each with the one that the same browser made before it. */
export interface Steps {
  /** Its number; `before` is that of the one before it, 0 for none. */
  add(step: Step, before: number): number
  /** This one and those before it, the last first, as far as they are still there; so many at most. */
  back(from: number, limit: number): Step[]
}

const kept = 1 << 17
// after so many the numbers begin again, for they are kept in 32 bits
const turn = 1 << 30

export const createSteps = (): Steps => {
  const links = new Float64Array(kept)
  const times = new Float64Array(kept)
  const befores = new Int32Array(kept)
  const visitors = Buffer.alloc(kept * visitorSize)
  let last = 0
  return {
    add({ link, visitor, at }, before) {
      last = last % turn + 1
      const place = last % kept
      links[place] = link
      times[place] = at
      befores[place] = before
      writeOctets(visitors, place * visitorSize, visitor)
      return last
    },
    back(from, limit) {
      const steps: Step[] = []
      for (let step = from; step > Math.max(0, last - kept) && steps.length < limit; step = befores[step % kept] ?? 0) {
        const place = step % kept
        steps.push({ link: links[place] ?? 0, at: times[place] ?? 0, visitor: readOctets(visitors, place * visitorSize) })
      }
      return steps
    },
  }
}
