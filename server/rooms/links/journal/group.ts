import { crc32 } from 'node:zlib'
import { hitSize, readHit, type Hit } from './hit.ts'

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
  hits: Hit[]
  /** Octets that are whole groups. */
  whole: number
}

/**
 * Reads groups until the end, or until one that is not whole: it was being written when its process or machine ended, so
 * that nobody was promised anything of it.
 */
export const readGroups = (bytes: Buffer): Groups => {
  const hits: Hit[] = []
  let whole = 0
  while (bytes.length - whole >= groupHead) {
    const length = bytes.readUInt32LE(whole + 4)
    const start = whole + groupHead
    const end = start + length
    if (bytes.readUInt32LE(whole) !== sign || length === 0 || length % hitSize !== 0 || end > bytes.length) break
    if (crc32(bytes.subarray(start, end)) !== bytes.readUInt32LE(whole + 8)) break
    for (let offset = start; offset < end; offset += hitSize) hits.push(readHit(bytes, offset))
    whole = end
  }
  return { hits, whole }
}
