import { accessSync, chmodSync, chownSync, constants, mkdirSync, statSync, type Stats } from 'node:fs'
import { Refusal } from '#kit/refusal'
import { postgresUser } from '#kit/postgres/user'

const failureCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)

const stat = (dir: string): Stats | undefined => statSync(dir, { throwIfNoEntry: false })

/**
 * Makes the data folder if it is missing and checks that it can be written.
 * The folder is private to its owner; started by root, the database's own user may pass through it, nothing more.
 * @throws Refusal when the folder cannot be made or written.
 */
export const prepareDataDir = (dir: string): void => {
  try {
    const missing = !stat(dir)
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const user = missing ? postgresUser() : null
    if (user) {
      chownSync(dir, 0, user.gid)
      chmodSync(dir, 0o710)
    }
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      `The data folder ${dir} cannot be written (${failureCode(error)}): give it to the user who starts Portevoix, or write another one, for example DATA_DIR=/var/lib/portevoix.`,
      { cause: error },
    )
  }
}
