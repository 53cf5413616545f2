import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import type { Clients } from '#kit/clients'
import type { Kit } from '#kit/context'
import type { Draining } from '#kit/http/draining'
import { health } from '#kit/health'
import { metrics } from '#kit/metrics'

/** Whether a request may see the figures; nobody may where no token was set. */
export const tokenHolds = (given: string | undefined, token: string | null): boolean => {
  if (token === null) return false
  const expected = Buffer.from(`Bearer ${token}`)
  const presented = Buffer.from(given ?? '')
  return presented.length === expected.length && timingSafeEqual(presented, expected)
}

/** A service that says for itself whether it can serve, and its figures. */
export interface Watched { ready: () => boolean; readonly state: object; readonly metrics: Registry }

export interface Watch {
  kit: Kit
  clients: Clients
  services: readonly Watched[]
  draining: Draining
}

/** What watches the process: alive, ready to serve, and its figures behind a token of their own. */
export const probes = async (app: FastifyInstance, { kit, clients, services, draining }: Watch): Promise<void> => {
  app.get('/health/live', async (_request, reply) => reply.send(JSON.stringify({ live: true })))
  app.get('/health/ready', async (_request, reply) => {
    const found = await health(kit)
    const ready = found.ready && !draining.begun && services.every((service) => service.ready())
    return reply.status(ready ? 200 : 503).type('application/json').send(JSON.stringify({ ...found, ready, draining: draining.begun, passed_on_untrusted: clients.passed_on_untrusted, services: services.map(({ state }) => state) }))
  })
  const token = kit.settings.metrics_token
  // closed is 404, as everything that is not there
  app.get('/metrics', async (request, reply) =>
    token !== null && tokenHolds(request.headers.authorization, token) ? reply.type(metrics.contentType).send(await figures(services)) : reply.status(404).send())
}

/** The figures of the process and of these services. */
export const figuresFor = async (services: readonly Watched[]): Promise<{ type: string; text: string }> => ({ type: metrics.contentType, text: await figures(services) })

const figures = (services: readonly Watched[]): Promise<string> => Registry.merge([metrics, ...services.map((service) => service.metrics)]).metrics()

/** The figures on a port of their own, for a network that strangers cannot reach; gives what closes it. */
export const serveMetrics = async (host: string, port: number, services: readonly Watched[]): Promise<() => Promise<void>> => {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') { response.writeHead(404).end(); return }
    figures(services).then((text) => { response.writeHead(200, { 'content-type': metrics.contentType }).end(text) }, () => { response.writeHead(500).end() })
  })
  server.listen(port, host)
  await once(server, 'listening')
  return async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
}
