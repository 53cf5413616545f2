import { createPool, createDb } from '#kit/db'
import { joinDatabase, type Database } from '#kit/database'
import { createLog } from '#kit/log'
import { createMail } from '#kit/mail'
import { startJobs } from '#kit/jobs'
import { createOutbound } from '#kit/outbound'
import { prepareDatabase } from '#kit/prepare'
import { loadSecretKey } from '#kit/secret-key'
import { systemClock } from '#kit/clock'
import type { Kit } from '#kit/context'
import { readSettings, type Settings } from '../env.ts'
import { withCommandAddress } from './address.ts'
import { createDoorkeeper, jobNames, subscriptions } from '../rooms.ts'

export interface CommandSession { kit: Kit; database: Database; applied: string[] }

/** Settings as commands read them: quiet unless asked. */
export const commandSettings = (): Settings => readSettings({ LOG_LEVEL: 'silent', ...process.env }, [])

/**
 * Runs a command on the migrated database, whether Portevoix is running or not, and leaves things as they were found.
 * `links`: it gives addresses, or writes mails that hold some.
 */
export const withInstallation = async <T>(work: (session: CommandSession) => Promise<T>, { links = true }: { links?: boolean } = {}): Promise<T> => {
  const { settings, warning } = links ? withCommandAddress(commandSettings()) : { settings: commandSettings(), warning: null }
  const log = createLog(settings.log_level)
  const key = loadSecretKey(settings)
  const database = await joinDatabase(settings, key, log)
  try {
    const applied = await prepareDatabase(database, key, jobNames)
    const jobs = await startJobs(database.connections.app, log, { works: false })
    const kit: Kit = {
      settings, key, log, clock: systemClock, subscriptions, jobs, mail: createMail(settings),
      db: createDb(createPool(database.connections.app, log)), outbound: createOutbound({ allow: settings.outbound_allow, user_agent: 'Portevoix', log }),
    }
    const doorkeeper = createDoorkeeper(kit, database.connections)
    try {
      const done = await work({ kit, database, applied })
      if (warning) process.stderr.write(`${warning}\n`)
      return done
    } finally {
      await doorkeeper.close()
      await jobs.stop()
      await kit.db.destroy()
    }
  } finally {
    await database.stop()
  }
}
