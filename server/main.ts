import { readSettings, services } from './env.ts'
import { systemClock } from '#kit/clock'
import { joinDatabase, openDatabase } from '#kit/database'
import { checkPorts } from '#kit/http/ports'
import { createLog } from '#kit/log'
import { migrate } from '#kit/migrate'
import { announce } from '#kit/running'
import { loadSecretKey } from '#kit/secret-key'
import { explainStartError } from '#kit/start-errors'
import { tellParentReady, whenParentEnds } from '#kit/parent'

const start = async (): Promise<void> => {
  const settings = readSettings()
  const log = createLog(settings.log_level)
  await checkPorts(settings)
  const key = loadSecretKey(settings)
  // some of the services may run beside a process that keeps the embedded database
  const open = settings.services.length < services.length ? joinDatabase : openDatabase
  const database = await open(settings, key, log)
  const closing: (() => Promise<void>)[] = [() => database.stop()]
  const close = async (): Promise<void> => {
    while (closing.length) await closing.pop()?.()
  }
  let ready = ''
  try {
    const { connections, role_prefix } = database
    const parts = { settings, key, log, connections, clock: systemClock }
    if (settings.services.every((service) => service === 'links')) {
      // of the rest of the program nothing is even read: links are back sooner after a kill
      const { assembleLinks } = await import('./links-only.ts')
      await migrate(connections.owner, { role_prefix, key })
      const alone = await assembleLinks(parts)
      closing.push(() => alone.stop())
      ready = `The links of Portevoix are served: ${alone.settings.links_base_url ?? alone.settings.base_url}/l/…\n`
    } else {
      const [{ assemble }, { jobNames }, { prepareDatabase }] = await Promise.all([import('./assemble.ts'), import('./rooms.ts'), import('#kit/prepare')])
      await prepareDatabase(database, key, jobNames)
      const installation = await assemble(parts)
      closing.push(() => installation.stop())
      const { base_url } = installation.kit.settings
      if (settings.services.includes('web')) {
        const withdraw = announce(settings.data_dir, base_url)
        closing.push(async () => { withdraw() })
      }
      ready = `Portevoix is ready: ${base_url}   (its first page opens a demonstration; so does npm run portevoix -- demo)\n`
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
  process.stderr.write(`${explainStartError(error) ?? (error instanceof Error ? error.stack ?? error.message : String(error))}\n`)
  process.exit(1)
})
