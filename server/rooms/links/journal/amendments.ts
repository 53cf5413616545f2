import type { Logger } from 'pino'
import { readOctets } from '../octets.ts'
import { hitSize, places } from './hit.ts'

/** Clicks that wait in the journal and turned out to be left out; in memory, until every segment that may hold them is delivered. */
export interface Amendments {
  add(visitor: string, at: number, reason: number): void
  /** Writes the reasons of those clicks that a run of hits holds into it; what was left out already stays as it was. */
  apply(run: Buffer): void
  /** All that was cut before is delivered, and the next segment is about to be cut. */
  turn(): void
}

/** Some 100 octets each. */
const remembered = 400_000
/**
 * What is amended between two cuts lies in what the next of them cuts, or, where several groups were waiting to be written, in what the
 * one after it does: it is forgotten once both are delivered, however long the database was away.
 */
const cuts = 3

const pages = 4

/** Those of one time, forgotten together: to take the oldest out of one large map would cost more the more of them went before. */
interface Page { cut: number; reasons: Map<string, number> }

export const createAmendments = (log: Logger, limit = remembered): Amendments => {
  let cut = 0
  let known: Page[] = []
  let newest = new Map<string, number>()
  let forgotten = 0

  const open = () => {
    newest = new Map()
    known.push({ cut, reasons: newest })
  }
  open()

  const forgetOldest = () => {
    if (forgotten === 0) log.warn({ kept: limit }, 'more clicks that wait for the database were a scan’s than are kept in memory: the oldest of them will count')
    forgotten += known.shift()?.reasons.size ?? 0
  }

  const reasonOf = (key: string): number | undefined => {
    for (const { reasons } of known) {
      const reason = reasons.get(key)
      if (reason !== undefined) return reason
    }
    return undefined
  }

  return {
    add(visitor, at, reason) {
      if (newest.size >= limit / pages) open()
      newest.set(`${visitor} ${at}`, reason)
      if (known.reduce((sum, { reasons }) => sum + reasons.size, 0) > limit) forgetOldest()
    },
    apply(run) {
      if (known.every(({ reasons }) => reasons.size === 0)) return
      for (let offset = 0; offset < run.length; offset += hitSize) {
        if (run.readUInt16LE(offset + places.reason) !== 0) continue
        const reason = reasonOf(`${readOctets(run, offset + places.visitor)} ${run.readDoubleLE(offset + places.at)}`)
        if (reason === undefined) continue
        run.writeUInt16LE(reason, offset + places.reason)
        // what is left out needs none
        run.writeInt32LE(0, offset + places.origin)
      }
    },
    turn() {
      cut += 1
      known = known.filter((page) => page.cut > cut - cuts && page.reasons.size > 0)
      open()
      if (forgotten > 0) log.warn({ forgotten }, 'clicks of scans may have counted: they were too many to keep in memory while the database was away')
      forgotten = 0
    },
  }
}
