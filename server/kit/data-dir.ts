import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal } from '#kit/refusal'

const failureCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)

/**
 * Makes the data folder if it is missing and checks that it can be written.
 * The folder is private to its owner; those above it, when they are missing too, are made as the system makes folders.
 * @throws Refusal when the folder cannot be made or written.
 */
export const prepareDataDir = (dir: string): void => {
  try {
    if (!existsSync(dirname(dir))) mkdirSync(dirname(dir), { recursive: true })
    if (!existsSync(dir)) mkdirSync(dir, { mode: 0o700 })
    if (!statSync(dir).isDirectory()) throw new Refusal(`${dir} is a file, not a folder: write a folder, for example DATA_DIR=/var/lib/portevoix.`)
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      `The data folder ${dir} cannot be written (${failureCode(error)}): give it to the user who starts Portevoix, or write another one, for example DATA_DIR=/var/lib/portevoix.`,
      { cause: error },
    )
  }
}
