import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import type { Clients } from '#kit/clients'
import type { Kit } from '#kit/context'
import type { Draining } from '#kit/http/draining'
import { health, roomFigure } from '#kit/health'
import { metrics } from '#kit/metrics'
import { networksOf, plainAddress } from '#kit/networks'

/** Whether a request may see the figures; nobody may where no token was set. */
export const tokenHolds = (given: string | undefined, token: string | null): boolean => {
  if (token === null) return false
  const expected = Buffer.from(`Bearer ${token}`)
  const presented = Buffer.from(given ?? '')
  return presented.length === expected.length && timingSafeEqual(presented, expected)
}

const isLoopback = networksOf(['loopback'])
const signs_of_a_proxy = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'] as const

/** Whether a request is from somebody who watches the process, with the token of its figures or from its own machine and through no proxy: strangers are told whether it is ready, and no more. */
export const isWatcher = ({ socket, headers }: IncomingMessage, token: string | null): boolean =>
  tokenHolds(headers.authorization, token) || (isLoopback(plainAddress(socket.remoteAddress ?? '')) && signs_of_a_proxy.every((sign) => headers[sign] === undefined))

/** What has figures. */
export interface Figured { readonly metrics: Registry }
/** A service that says for itself whether it can serve. */
export interface Watched extends Figured { ready: () => boolean; readonly state: object }

export interface Watch {
  kit: Kit
  clients: Clients
  services: readonly Watched[]
  draining: Draining
}

/** What watches the process: alive, ready to serve, and its figures behind a token of their own. */
export const probes = async (app: FastifyInstance, { kit, clients, services, draining }: Watch): Promise<void> => {
  const token = kit.settings.metrics_token
  const figured = [...services, roomFigure(kit.settings.data_dir)]
  app.get('/health/live', async (_request, reply) => reply.send(JSON.stringify({ live: true })))
  app.get('/health/ready', async (request, reply) => {
    const found = await health(kit)
    const ready = found.ready && !draining.begun && services.every((service) => service.ready())
    const told = isWatcher(request.raw, token) ? { ...found, draining: draining.begun, passed_on_untrusted: clients.passed_on_untrusted, services: services.map(({ state }) => state) } : {}
    return reply.status(ready ? 200 : 503).type('application/json').send(JSON.stringify({ ...told, ready }))
  })
  // closed is 404, as everything that is not there
  app.get('/metrics', async (request, reply) =>
    token !== null && tokenHolds(request.headers.authorization, token) ? reply.type(metrics.contentType).send(await figures(figured)) : reply.status(404).send())
}

/** The figures of the process and of these services. */
export const figuresFor = async (services: readonly Figured[]): Promise<{ type: string; text: string }> => ({ type: metrics.contentType, text: await figures(services) })

const figures = (services: readonly Figured[]): Promise<string> => Registry.merge([metrics, ...services.map((service) => service.metrics)]).metrics()

/** The figures on a port of their own, for a network that strangers cannot reach; gives what closes it. */
export const serveMetrics = async (host: string, port: number, services: readonly Figured[]): Promise<() => Promise<void>> => {
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
