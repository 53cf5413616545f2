import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { startPostgres } from '../../server/kit/postgres/start.ts'

/** A PostgreSQL that may be stopped and started again, always found at the same address. */
export const openDatabase = async () => {
  const data_dir = await mkdtemp(join(tmpdir(), 'portevoix-journey-database-'))
  const begin = () => startPostgres({ data_dir, password: 'journey', log: pino({ level: 'silent' }) })
  let postgres = await begin()
  const { host, port, user, password, database } = postgres.connection
  const open = new Set<Socket>()
  const way = createServer((client) => {
    const server = connect(host.startsWith('/') ? { path: join(host, `.s.PGSQL.${port}`) } : { host, port })
    for (const [one, other] of [[client, server], [server, client]] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => { other.destroy() })
      one.on('close', () => { open.delete(one); other.destroy() })
    }
  })
  await new Promise<void>((resolve) => { way.listen(0, '127.0.0.1', resolve) })
  const at = way.address()
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/${database}`,
    goAway: () => postgres.stop(),
    comeBack: async () => { postgres = await begin() },
    async close() {
      await postgres.stop()
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => { way.close(() => { resolve() }) })
      await rm(data_dir, { recursive: true, force: true })
    },
  }
}
