import { crc32 } from 'node:zlib'
import { hitSize } from './hit.ts'

/** Octets before the hits of a group: a sign, their length, their checksum. */
export const groupHead = 12
const sign = Buffer.from('PVX1', 'latin1')

/** Completes a group whose hits stand at groupHead..end; it is appended to the journal by one write. */
export const sealGroup = (buffer: Buffer, end: number): void => {
  buffer.set(sign, 0)
  buffer.writeUInt32LE(end - groupHead, 4)
  buffer.writeUInt32LE(crc32(buffer.subarray(groupHead, end)), 8)
}

export interface Groups {
  /** The hits of each group, as they lie in it. */
  runs: Buffer[]
  /** Octets up to the end of the last group. */
  whole: number
  /** How many hits stood in groups that are not whole although others come after them: right up to four in a row, rather too many beyond. */
  damaged: number
}

/** The hits of the group that begins at `start`; null where none does, or none that is whole. */
const groupAt = (bytes: Buffer, start: number): Buffer | null => {
  if (bytes.compare(sign, 0, sign.length, start, start + sign.length) !== 0) return null
  const length = bytes.readUInt32LE(start + 4)
  const end = start + groupHead + length
  if (length === 0 || length % hitSize !== 0 || end > bytes.length) return null
  const run = bytes.subarray(start + groupHead, end)
  return crc32(run) === bytes.readUInt32LE(start + 8) ? run : null
}

/**
 * Reads groups. One that is not whole and the last was being written when its process or machine ended, so that nobody was
 * promised anything of it; one that others come after was whole once, and the disk has spoilt it.
 */
export const readGroups = (bytes: Buffer): Groups => {
  const runs: Buffer[] = []
  let whole = 0
  let damaged = 0
  for (let at = 0; at >= 0 && bytes.length - at >= groupHead;) {
    const run = groupAt(bytes, at)
    if (run === null) {
      at = bytes.indexOf(sign, at + 1)
    } else {
      if (at > whole) damaged += Math.max(1, Math.floor((at - whole - groupHead) / hitSize))
      runs.push(run)
      whole = at = at + groupHead + run.length
    }
  }
  return { runs, whole, damaged }
}
