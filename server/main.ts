import { readSettings } from './env.ts'
import { assemble } from './assemble.ts'
import { jobNames } from './rooms.ts'
import { openDatabase } from '#kit/database'
import { createLog } from '#kit/log'
import { prepareDatabase } from '#kit/prepare'
import { loadSecretKey } from '#kit/secret-key'
import { explainStartError } from '#kit/start-errors'
import { whenParentEnds } from '#kit/parent'

const start = async (): Promise<void> => {
  const settings = readSettings()
  const log = createLog(settings.log_level)
  const key = loadSecretKey(settings)
  const database = await openDatabase(settings, key, log)
  const closing: (() => Promise<void>)[] = [() => database.stop()]
  const close = async (): Promise<void> => {
    while (closing.length) await closing.pop()?.()
  }
  try {
    await prepareDatabase(database, key, jobNames)
    const installation = await assemble({ settings, key, log, connections: database.connections })
    closing.push(() => installation.stop())
    const { base_url } = installation.kit.settings
    process.stdout.write(`Portevoix is ready: ${base_url}   (its first page opens a demonstration; so does npm run portevoix -- demo)\n`)
  } catch (error) {
    await close()
    throw error
  }
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    close().then(() => process.exit(0), (error: unknown) => {
      log.error({ error: String(error) }, 'stopped with an error')
      process.exit(1)
    })
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  whenParentEnds(stop)
}

start().catch((error: unknown) => {
  process.stderr.write(`${explainStartError(error) ?? (error instanceof Error ? error.stack ?? error.message : String(error))}\n`)
  process.exit(1)
})
