import { constants, fdatasync, write } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolderAside } from '#kit/sync-folder'

/** A file of groups; its number is its place in the journal. */
export interface Segment { journal_id: string; number: number; path: string; bytes: number }

/** A segment of this process's own journal. */
export interface OwnSegment extends Segment {
  /** Hits that were promised, in the first `bytes` octets; what else is in the file nobody was told of. */
  hits: number
  /** The folder was still this process's when all of it had been written: whoever takes the folder over finds it whole. */
  kept: boolean
}

export interface OpenSegment extends OwnSegment {
  file: FileHandle
  /** Octets that room was made for. */
  room: number
  /** Each write must be followed by a flush. */
  flushes: boolean
}

const name = /^(\d{12})\.segment$/

export const segmentPath = (folder: string, number: number): string => join(folder, `${String(number).padStart(12, '0')}.segment`)

/** The number in a file's name; null for a file of another kind. */
export const segmentNumber = (file: string): number | null => {
  const digits = name.exec(file)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** Octets of a segment; room for them is made beforehand, so that a write need not wait for the file to grow. */
export const segmentSize = 1 << 20
/** While it is quiet, a segment is cut before it holds more: a large one a second would write that much a second. */
export const quietSize = 1 << 14
const zeros = Buffer.alloc(segmentSize)

const { O_CREAT, O_EXCL, O_WRONLY } = constants

/**
 * The flag by which a write that has returned is on the disk; null where there is none (Windows), or where it leaves the
 * octets in the drive's own memory (macOS). There each write is followed by a call that empties that memory too.
 */
export const durableFlag = (platform: NodeJS.Platform, flags: { O_DSYNC?: number }): number | null => (platform === 'darwin' ? null : flags.O_DSYNC ?? null)
const flag = durableFlag(process.platform, constants)

/** Makes a segment; what `appendTo` has written in it is on the disk. */
export const makeSegment = async (folder: { id: string; path: string }, number: number, room: number, durable = flag): Promise<OpenSegment> => {
  const path = segmentPath(folder.path, number)
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | (durable ?? 0), 0o600)
  try {
    await file.write(zeros, 0, room, 0)
    if (durable === null) await file.datasync()
    await syncFolderAside(folder.path)
    return { journal_id: folder.id, number, path, bytes: 0, hits: 0, kept: false, file, room, flushes: durable === null }
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
}

/** Writes at the end of what was promised of a segment. Without a promise of the file system's own, which costs as much again as the call. */
export const appendTo = ({ file, bytes, flushes }: OpenSegment, buffer: Buffer, end: number) => new Promise<void>((resolve, reject) => {
  write(file.fd, buffer, 0, end, bytes, (error, written) => {
    if (error !== null) reject(error)
    else if (written !== end) reject(new Error('short write'))
    else if (!flushes) resolve()
    else {
      fdatasync(file.fd, (failure) => {
        if (failure === null) resolve()
        else reject(failure)
      })
    }
  })
})
