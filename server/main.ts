import { readSettings, services } from './env.ts'
import { servedLinks, withPagesAddress } from './pages-address.ts'
import { systemClock } from '#kit/clock'
import { joinDatabase, openDatabase } from '#kit/database'
import { checkPorts } from '#kit/http/ports'
import { createLog } from '#kit/log'
import { announce } from '#kit/running'
import { loadSecretKey } from '#kit/secret-key'
import { explainStartError } from '#kit/start-errors'
import { tellParentReady, whenParentEnds } from '#kit/parent'

const explain = (error: unknown): void => {
  process.stderr.write(`${explainStartError(error) ?? (error instanceof Error ? error.stack ?? error.message : String(error))}\n`)
}

const start = async (): Promise<void> => {
  const settings = readSettings()
  const log = createLog(settings.log_level)
  await checkPorts(settings)
  const key = loadSecretKey(settings)
  const closing: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    while (closing.length) await closing.pop()?.()
  }
  let ready = ''
  try {
    const parts = { settings, key, log, clock: systemClock }
    if (settings.services.every((service) => service === 'links')) {
      // of the rest of the program nothing is even read: links are back sooner after a kill
      const [{ assembleLinks }, { openForLinks }] = await Promise.all([import('./links-only.ts'), import('./links-database.ts')])
      const { connections, stop } = await openForLinks({ settings, key, log, refused: (error) => {
        explain(error)
        void close().finally(() => process.exit(1))
      } })
      closing.push(stop)
      const { settings: led, words } = withPagesAddress(settings)
      const alone = await assembleLinks({ ...parts, settings: led, connections })
      closing.push(() => alone.stop())
      ready = `The links of Portevoix are served: ${servedLinks(alone.settings)}/l/…\n${words}`
    } else {
      const [{ assemble }, { jobNames }, { prepareDatabase }] = await Promise.all([import('./assemble.ts'), import('./rooms.ts'), import('#kit/prepare')])
      // some of the services may run beside a process that keeps the embedded database
      const open = settings.services.length < services.length ? joinDatabase : openDatabase
      const database = await open(settings, key, log)
      closing.push(() => database.stop())
      await prepareDatabase(database, key, jobNames)
      const { settings: led, words } = withPagesAddress(settings)
      const installation = await assemble({ ...parts, settings: led, connections: database.connections })
      closing.push(() => installation.stop())
      const { base_url } = installation.kit.settings
      if (settings.services.includes('web')) {
        const withdraw = announce(settings.data_dir, base_url)
        closing.push(async () => { withdraw() })
      }
      ready = `Portevoix is ready: ${base_url}   (its first page opens a demonstration; so does npm run portevoix -- demo)\n${words}`
    }
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
  // whoever reads it may end the program at once, and it ends in order
  process.stdout.write(ready)
  tellParentReady()
}

start().catch((error: unknown) => {
  explain(error)
  process.exit(1)
})
