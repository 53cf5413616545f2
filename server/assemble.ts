import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Logger } from 'pino'
import { onPort, type Settings } from './env.ts'
import { createClients } from '#kit/clients'
import { systemClock, type Clock } from '#kit/clock'
import type { Connections } from '#kit/connections'
import type { Kit } from '#kit/context'
import { createDb, createPool } from '#kit/db'
import { roomFigure } from '#kit/health'
import { createApp } from '#kit/http/app'
import { basePath } from '#kit/http/base-path'
import { createDraining } from '#kit/http/draining'
import { endingOf } from '#kit/http/ending'
import { serveOpenApi } from '#kit/http/openapi'
import { probes, serveMetrics } from '#kit/http/probes'
import { servePages } from '#kit/http/pages'
import { startJobs } from '#kit/jobs'
import { createMail } from '#kit/mail'
import { createOutbound } from '#kit/outbound'
import { wordsIn } from '#kit/untrusted-proxy'
import { refuseStrangers } from '#room/links'
import { createRedirect } from './redirect.ts'
import { createDoorkeeper, jobs, rawRoutes, routers, subscriptions } from './rooms.ts'

export interface Installation {
  kit: Kit
  app: FastifyInstance
  pool: pg.Pool
  stop(): Promise<void>
}

export interface AssemblyOptions { settings: Settings; key: Buffer; log: Logger; connections: Connections; clock?: Clock }

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Puts the services of one process together and starts them; the database is migrated already. */
export const assemble = async ({ settings: asked, key, log, connections, clock = systemClock }: AssemblyOptions): Promise<Installation> => {
  const works = asked.services.includes('worker')
  // two stay open, so that a dashboard that is asked for once in a while finds its second
  const pool = createPool({ ...connections.app, min: 2 }, log)
  // jobs have connections of their own: several that come due together, and take long, leave those that requests wait for alone
  const workerDb = createDb(createPool({ ...connections.app, application_name: 'portevoix-worker' }, log))
  const jobQueue = await startJobs(connections.app, log, { works })
  const kit: Kit = {
    settings: asked, key, log, clock, subscriptions,
    db: createDb(pool), jobs: jobQueue, mail: createMail(asked), outbound: createOutbound({ allow: asked.outbound_allow, user_agent: `Portevoix (+${asked.base_url})`, log }),
  }
  const clients = createClients(asked.trusted_proxies, log, wordsIn(asked.data_dir))
  const redirect = asked.services.includes('links') ? createRedirect(kit, connections, clients) : null
  const doorkeeper = createDoorkeeper(kit, connections)
  const draining = createDraining(asked.drain_seconds)
  const app = await createApp({
    kit, clients, router: routers, raw_routes: rawRoutes, doorkeeper: doorkeeper.doorkeeper,
    fast_paths: [redirect ? { takes: redirect.takes, listener: redirect.handle } : refuseStrangers(() => kit.settings)],
    pages: async (application) => {
      await probes(application, { kit, clients, services: redirect ? [redirect] : [], draining })
      await serveOpenApi(application, () => kit.settings.base_url)
      if (asked.services.includes('web')) await servePages(application, basePath(kit.settings.base_url))
    },
  })
  const drained = draining.of(app.server)
  const end = endingOf(app.server)
  let closeMetrics = async (): Promise<void> => undefined
  const stop = async (): Promise<void> => {
    await drained()
    await closeMetrics()
    if (app.server.listening) end()
    await app.close()
    await redirect?.close()
    await jobQueue.stop()
    await doorkeeper.close()
    await kit.outbound.close()
    await kit.db.destroy()
    await workerDb.destroy()
  }
  try {
    if (asked.metrics_port !== null) closeMetrics = await serveMetrics(asked.host, asked.metrics_port, [...redirect ? [redirect] : [], roomFigure(asked.data_dir)])
    await app.listen({ port: asked.port, host: asked.host })
  } catch (error) {
    await stop()
    throw error
  }
  kit.settings = onPort(asked, portOf(app.server))
  if (works) await jobQueue.work({ ...kit, db: workerDb }, jobs)
  return { kit, app, pool, stop }
}
