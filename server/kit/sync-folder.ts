import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'

/** What was made, renamed or removed in a folder stays so after a loss of power. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return // folders cannot be opened there, and their entries are journaled
  const handle = openSync(folder, 'r')
  try { fsyncSync(handle) } finally { closeSync(handle) }
}

/** The same, while the process goes on: where requests are answered, none of them waits for the disk. */
export const syncFolderAside = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try { await handle.sync() } finally { await handle.close() }
}
