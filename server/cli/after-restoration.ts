import { openDatabase } from '#kit/database'
import { createDb, createPool } from '#kit/db'
import { createLog } from '#kit/log'
import { readSecretKey } from '#kit/secret-key'
import { destroyEverySalt } from '#room/links'
import { endEverySession } from '#room/people'
import type { Settings } from '../env.ts'

/**
 * Opens the restored database, and takes out of it what was over when it was put back: sessions (somebody may have been signed out
 * for good since), links that were still to sign somebody in, and salts that are to be destroyed within two days.
 */
export const endWhatIsOver = async (settings: Settings): Promise<void> => {
  const log = createLog(settings.log_level)
  const database = await openDatabase(settings, readSecretKey(settings), log)
  const db = createDb(createPool({ ...database.connections.owner, max: 1 }, log))
  try {
    await endEverySession({ db })
    await destroyEverySalt({ db })
  } finally {
    await db.destroy()
    await database.stop()
  }
}
