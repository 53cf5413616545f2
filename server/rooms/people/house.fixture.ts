import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { onPort, readSettings, type Settings } from '../../env.ts'
import * as organisations from '#room/organisations'
import { deliverEvent } from '#kit/bus'
import { createClients } from '#kit/clients'
import type { Clock } from '#kit/clock'
import type { Kit } from '#kit/context'
import { createDb, createPool } from '#kit/db'
import { createApp } from '#kit/http/app'
import { startJobs } from '#kit/jobs'
import { createMail, sendMail } from '#kit/mail'
import { removeKept } from '#kit/mail/kept'
import { createOutbound } from '#kit/outbound'
import { testDatabase } from '#test/database'
import { testKey } from '#test/cluster'
import type { Stage } from '#test/world'
import * as people from './index.ts'
import { inTheEnd } from '#test/ending'

const log = pino({ level: 'silent' })

export interface House extends Stage { owner: pg.Client; data_dir: string }

/** The house with its first two rooms, on a free port and a database of its own. */
export const house = async (options: { settings?: Partial<Settings>; clock?: Clock } = {}): Promise<House> => {
  const connections = await testDatabase()
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-people-'))
  const settings: Settings = { ...readSettings({ PORT: '0', DATA_DIR: data_dir, LOG_LEVEL: 'silent' }, []), ...options.settings }
  const pool = createPool({ ...connections.app, max: 6 }, log)
  const jobs = await startJobs(connections.app, log, { works: true })
  const kit: Kit = {
    settings, key: testKey, log, clock: options.clock ?? (() => new Date()), subscriptions: [], db: createDb(pool), jobs, mail: createMail(settings),
    outbound: createOutbound({ allow: [], user_agent: 'Portevoix test', log }),
  }
  const keeper = people.createDoorkeeper(kit, connections)
  const app = await createApp({ kit, clients: createClients([], kit.log), router: { organisations: organisations.routes, people: people.routes }, raw_routes: organisations.rawRoutes, doorkeeper: keeper.doorkeeper, fast_paths: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  kit.settings = onPort(settings, (app.server.address() as AddressInfo).port)
  await jobs.work(kit, [sendMail, removeKept, deliverEvent, ...people.jobs])
  const owner = new pg.Client(connections.owner)
  await owner.connect()
  inTheEnd(async () => {
    await app.close()
    await jobs.stop()
    await keeper.close()
    await kit.db.destroy()
    await owner.end()
    rmSync(data_dir, { recursive: true, force: true })
  })
  return { kit, address: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, owner, data_dir }
}
