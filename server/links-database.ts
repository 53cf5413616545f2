import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Settings } from './env.ts'
import type { Connections } from '#kit/connections'
import { connectionsTo, joinDatabase, type Database } from '#kit/database'
import { migrate } from '#kit/migrate'
import { isAway } from '#kit/start-errors'

const pause_ms = 1_000

export interface LinksDatabaseOptions {
  settings: Settings
  key: Buffer
  log: Logger
  /** Told of what only the operator can put right, where it is found out after the start. */
  refused: (error: unknown) => void
}

const prepare = async ({ settings, key, log }: LinksDatabaseOptions): Promise<Database> => {
  const database = await joinDatabase(settings, key, log)
  try {
    await migrate(database.connections.owner, { role_prefix: database.role_prefix, key })
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

/**
 * The database of a process that serves links alone, migrated. An operator's that is away is waited for behind the process's back: it listens
 * meanwhile, says that it is not ready, and asks visitors to come back.
 */
export const openForLinks = async (options: LinksDatabaseOptions): Promise<{ connections: Connections; stop: () => Promise<void> }> => {
  const { settings: { database_url }, key, log, refused } = options
  try {
    return await prepare(options)
  } catch (error) {
    if (database_url === null || !isAway(error)) throw error
    log.warn({ error: error instanceof Error ? error.message : String(error) }, 'the database is away: links are served once it is there')
  }
  const ending = new AbortController()
  const wait = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await sleep(pause_ms, undefined, { ref: false })
      try {
        await prepare(options)
        return
      } catch (error) {
        if (!isAway(error)) throw error
      }
    }
  }
  wait().catch(refused)
  return { connections: connectionsTo(database_url, key), stop: async () => { ending.abort() } }
}
