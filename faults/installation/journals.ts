import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const entries = (folder: string): string[] => {
  try { return readdirSync(folder) } catch { return [] }
}

/** Octets of hits that wait on the disk, in the journals of living processes and of dead ones. */
export const waitingOctets = (data_dir: string): number => {
  const root = join(data_dir, 'journal')
  return entries(root).flatMap((name) => entries(join(root, name)).filter((file) => file.endsWith('.segment')).map((file) => join(root, name, file)))
    .reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
}

/** The journals on the disk, by their ids. */
export const journalIds = (data_dir: string): string[] =>
  entries(join(data_dir, 'journal')).map((name) => name.slice(name.indexOf('.') + 1))
