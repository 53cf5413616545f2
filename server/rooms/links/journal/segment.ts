import { constants } from 'node:fs'
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
const zeros = Buffer.alloc(segmentSize)

const { O_CREAT, O_EXCL, O_WRONLY } = constants

/** Makes a segment whose every write is on the disk when it returns. */
export const makeSegment = async (folder: { id: string; path: string }, number: number, room: number): Promise<OpenSegment> => {
  const path = segmentPath(folder.path, number)
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | (constants.O_DSYNC ?? 0), 0o600)
  try {
    await file.write(zeros, 0, room, 0)
    await syncFolderAside(folder.path)
    return { journal_id: folder.id, number, path, bytes: 0, hits: 0, kept: false, file, room }
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
}
