import { crc32 } from 'node:zlib'
import { hitSize } from './hit.ts'

/** Octets before the hits of a group: a sign, their length, their checksum. */
export const groupHead = 12
const sign = 0x31_58_56_50 // PVX1

/** Completes a group whose hits stand at groupHead..end; it is appended to the journal by one write. */
export const sealGroup = (buffer: Buffer, end: number): void => {
  buffer.writeUInt32LE(sign, 0)
  buffer.writeUInt32LE(end - groupHead, 4)
  buffer.writeUInt32LE(crc32(buffer.subarray(groupHead, end)), 8)
}

export interface Groups {
  /** The hits of each group, as they lie in it. */
  runs: Buffer[]
  /** Octets that are whole groups. */
  whole: number
}

/**
 * Reads groups until the end, or until one that is not whole: it was being written when its process or machine ended, so
 * that nobody was promised anything of it.
 */
export const readGroups = (bytes: Buffer): Groups => {
  const runs: Buffer[] = []
  let whole = 0
  while (bytes.length - whole >= groupHead) {
    const length = bytes.readUInt32LE(whole + 4)
    const start = whole + groupHead
    const end = start + length
    if (bytes.readUInt32LE(whole) !== sign || length === 0 || length % hitSize !== 0 || end > bytes.length) break
    const run = bytes.subarray(start, end)
    if (crc32(run) !== bytes.readUInt32LE(whole + 8)) break
    runs.push(run)
    whole = end
  }
  return { runs, whole }
}
