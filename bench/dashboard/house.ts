import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { implement } from '@orpc/server'
import { route } from '@portevoix/contract/route'
import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { z } from 'zod'
import { readSettings } from '../../server/env.ts'
import { createClients } from '../../server/kit/clients.ts'
import { connectionsOf } from '../../server/kit/connections.ts'
import type { Kit } from '../../server/kit/context.ts'
import { createDb, createPool } from '../../server/kit/db.ts'
import { createApp } from '../../server/kit/http/app.ts'
import { guard } from '../../server/kit/http/serve.ts'
import type { Request } from '../../server/kit/http/request.ts'
import { installJobs, startJobs } from '../../server/kit/jobs.ts'
import { createMail } from '../../server/kit/mail.ts'
import { migrate } from '../../server/kit/migrate.ts'
import { createOutbound } from '../../server/kit/outbound.ts'
import { startPostgres } from '../../server/kit/postgres/start.ts'
import { roleName } from '../../server/kit/roles.ts'
import { createDoorkeeper, jobNames, rawRoutes, routers, subscriptions } from '../../server/rooms.ts'

const key = Buffer.alloc(32, 1)
const prefix = 'bench'

/** The least that a request can do in the house: session, member, transaction, one row. */
const least = { one: route.meta({ permission: 'member' }).route({ method: 'GET', path: '/select-one' }).output(z.object({ one: z.number() })) }
const os = implement(least).$context<Request>().use(guard)
const leastRoutes = os.router({
  one: os.one.handler(({ context }) => context.within(async ({ tx }) => ({ one: (await sql<{ one: number }>`select 1 as one`.execute(tx)).rows[0]?.one ?? 0 }))),
})

export interface House { kit: Kit; owner: pg.Client; address: string; close(): Promise<void> }

/** A whole web service on a database of its own and a free port, with one route more: SELECT 1. */
export const openHouse = async (): Promise<House> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-bench-'))
  const log = pino({ level: 'silent' })
  const postgres = await startPostgres({ data_dir, password: 'bench', log })
  await migrate(postgres.connection, { role_prefix: prefix, key })
  await installJobs(postgres.connection, roleName(prefix, 'app'), jobNames)
  const connections = connectionsOf(postgres.connection, prefix, key)
  const settings = readSettings({ PORT: '0', DATA_DIR: data_dir, LOG_LEVEL: 'silent' }, [])
  const jobs = await startJobs(connections.app, log, { works: false })
  const kit: Kit = {
    settings, key, log, subscriptions, jobs, clock: () => new Date(), db: createDb(createPool(connections.app, log)), mail: createMail(settings),
    outbound: createOutbound({ allow: [], user_agent: 'Portevoix bench', log }),
  }
  const doorkeeper = createDoorkeeper(kit, connections)
  const app = await createApp({ kit, clients: createClients([], kit.log), router: { ...routers, least: leastRoutes }, raw_routes: rawRoutes, doorkeeper: doorkeeper.doorkeeper, fast_paths: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const owner = new pg.Client(connections.owner)
  await owner.connect()
  return {
    kit, owner, address: `http://127.0.0.1:${port}`,
    async close() {
      await app.close()
      await doorkeeper.close()
      await jobs.stop()
      await kit.db.destroy()
      await owner.end()
      await postgres.stop()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}
