import { readFile, rm } from 'node:fs/promises'
import type { Logger } from 'pino'
import { storeSegment } from '../queries/hits.ts'
import type { Lane } from '../redirect/lane.ts'
import type { Aside } from './aside.ts'
import { codeOf, isPassing, isRefusal } from './failures.ts'
import { groupHead, readGroups } from './group.ts'
import { hitSize, places } from './hit.ts'
import type { OwnSegment, Segment } from './segment.ts'

/** Hits that were promised, and are lost all the same; `at` is some moment of about then. */
export type Lost = (hits: number, at: number) => void

export interface TakeOverOptions { lane: Lane; log: Logger; aside: Aside; lost: Lost; amendRun: (run: Buffer) => void }

/**
 * Takes one segment over into the ledger. Resolves once nothing of it waits for the database any more: to false where its
 * file had to stay. Rejects where it is to be tried again.
 * @param promised the segment, where it is this process's own: what was promised of it is known.
 */
export type TakeOver = (segment: Segment, promised?: OwnSegment) => Promise<boolean>

const hitsIn = (runs: readonly Buffer[]): number => runs.reduce((sum, { length }) => sum + length / hitSize, 0)

export const createTakeOver = ({ lane, log, aside, lost, amendRun }: TakeOverOptions): TakeOver => {
  /** Segments that were handed to the database without learning what became of them. */
  const unsure = new Set<string>()

  const lose = (hits: number, segment: Segment, runs: readonly Buffer[], message: string): void => {
    if (hits === 0) return
    log.error({ segment: segment.path, hits }, message)
    lost(hits, runs[0]?.readDoubleLE(places.at) ?? Date.now())
  }

  /** Its file is gone, or the ledger has had it from somebody else: who took the folder over had the segment whole only if it was before. */
  const concede = (segment: OwnSegment, runs: readonly Buffer[]): void => {
    if (!segment.kept) lose(segment.hits, segment, runs, 'a segment was taken away while it was written: it cannot be told which of its hits were stored, and all are counted as lost')
  }

  /** Whether the ledger has it from here. */
  const store = async (segment: Segment, statement: ReturnType<typeof storeSegment>): Promise<boolean> => {
    const tried = unsure.has(segment.path)
    unsure.add(segment.path)
    const [row] = await lane.query<{ taken: boolean }>(statement)
    unsure.delete(segment.path)
    return tried || row?.taken === true
  }

  const remove = async ({ path }: Segment): Promise<boolean> => {
    try {
      await rm(path, { force: true })
      return true
    } catch (error) {
      log.error({ segment: path, problem: codeOf(error) }, 'a segment that was delivered cannot be removed')
      return false
    }
  }

  return async (segment, promised) => {
    let bytes: Buffer
    try {
      bytes = (await readFile(segment.path)).subarray(0, promised?.bytes)
    } catch (error) {
      if (isPassing(error)) throw error
      if (codeOf(error) !== 'ENOENT') return aside.put(segment, 'unreadable', { problem: codeOf(error) })
      if (promised) concede(promised, [])
      return true
    }
    const { runs, whole, damaged } = readGroups(bytes)
    runs.forEach(amendRun)
    if (!promised && bytes.subarray(whole, whole + groupHead).some((byte) => byte !== 0)) log.warn({ segment: segment.path, at: whole }, 'the end of a segment was never promised to anybody, and is left out')
    if (runs.length > 0) {
      try {
        const stored = await store(segment, storeSegment(segment.journal_id, segment.number, runs))
        if (!stored && promised) {
          concede(promised, runs)
          return remove(segment)
        }
      } catch (error) {
        // what cannot even be handed to the database is refused as well
        if (!isRefusal(error) && !(error instanceof RangeError)) throw error
        return aside.put(segment, 'refused', { error: error.message })
      }
    }
    const missing = promised ? promised.hits - hitsIn(runs) : damaged
    lose(missing, segment, runs, 'a part of a segment was spoilt on the disk: its hits are lost')
    return missing > 0 ? aside.put(segment, 'damaged', { hits: missing }) : remove(segment)
  }
}
