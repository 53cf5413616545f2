import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readGroups } from '../../server/rooms/links/journal/group.ts'

const entries = (folder: string): string[] => {
  try { return readdirSync(folder) } catch { return [] }
}

const holdsHits = (segment: string): boolean => {
  try { return readGroups(readFileSync(segment)).whole > 0 } catch { return false } // taken over meanwhile
}

/** The segments on the disk that hold hits, in the journals of living processes and of dead ones. */
export const waitingSegments = (data_dir: string): string[] => {
  const root = join(data_dir, 'journal')
  return entries(root).flatMap((name) => entries(join(root, name)).filter((file) => file.endsWith('.segment')).map((file) => join(root, name, file))).filter(holdsHits)
}

/** The journals on the disk, by their ids. */
export const journalIds = (data_dir: string): string[] =>
  entries(join(data_dir, 'journal')).map((name) => name.slice(name.indexOf('.') + 1))
