import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#kit/refusal'
import { syncFolder } from '#kit/sync-folder'

/** A folder holds this file for as long as it is being made: whatever is in it then is Portevoix's own, and worth nothing. */
export const unfinishedFile = '.portevoix-unfinished'

export const isUnfinished = (folder: string): boolean => existsSync(join(folder, unfinishedFile))

export const markUnfinished = (folder: string): void => {
  writeFileSync(join(folder, unfinishedFile), 'Portevoix is making this folder. If no command runs any more, it is worth nothing.\n', { mode: 0o600, flush: true })
  syncFolder(folder)
}

/** The one moment from which the folder counts. */
export const markFinished = (folder: string): void => {
  syncFolder(folder)
  rmSync(join(folder, unfinishedFile))
  syncFolder(folder)
}

export const isEmpty = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0

/** @throws Refusal on the data folder that an interrupted restoration left. */
export const refuseHalfRestored = (data_dir: string): void => {
  if (isUnfinished(data_dir)) throw new Refusal(`${data_dir} holds half of a restoration, which was interrupted: run portevoix restore again with the same backup, it begins anew.`)
}
