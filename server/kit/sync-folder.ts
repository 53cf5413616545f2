import { closeSync, fsyncSync, openSync } from 'node:fs'

/** What was made, renamed or removed in a folder stays so after a loss of power. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return // folders cannot be opened there, and their entries are journaled
  const handle = openSync(folder, 'r')
  try { fsyncSync(handle) } finally { closeSync(handle) }
}
