import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { freeBytes, roomFigure } from '#kit/health'
import { onPort, type Settings } from './env.ts'
import { createClients } from '#kit/clients'
import type { Clock } from '#kit/clock'
import type { Connections } from '#kit/connections'
import { createDraining } from '#kit/http/draining'
import { endingOf } from '#kit/http/ending'
import { figuresFor, isWatcher, serveMetrics, tokenHolds } from '#kit/http/probes'
import { wordsIn } from '#kit/untrusted-proxy'
import { createRedirect } from './redirect.ts'

export interface LinksOnly { settings: Settings; stop(): Promise<void> }

export interface LinksOnlyOptions { settings: Settings; key: Buffer; log: Logger; connections: Connections; clock: Clock }

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

/** The redirect of links alone, on node:http: no web, no worker, and no database needed for what it has in memory. */
export const assembleLinks = async ({ settings: asked, key, log, connections, clock }: LinksOnlyOptions): Promise<LinksOnly> => {
  const kit = { settings: asked, key, log, clock }
  const clients = createClients(asked.trusted_proxies, log, wordsIn(asked.data_dir))
  const redirect = createRedirect(kit, connections, clients)
  const draining = createDraining(asked.drain_seconds)
  const figured = [redirect, roomFigure(asked.data_dir)]

  const others = (request: IncomingMessage, response: ServerResponse): void => {
    const [path] = (request.url ?? '').split('?')
    if (path === '/health/live') json(response, 200, { live: true })
    else if (path === '/health/ready') {
      const ready = redirect.ready() && !draining.begun
      void freeBytes(asked.data_dir).then((disk_free_bytes) => {
        const told = isWatcher(request, asked.metrics_token) ? { draining: draining.begun, ...redirect.state, passed_on_untrusted: clients.passed_on_untrusted, disk_free_bytes } : {}
        json(response, ready ? 200 : 503, { ...told, ready })
      })
    } else if (path === '/metrics' && tokenHolds(request.headers.authorization, asked.metrics_token)) {
      void figuresFor(figured).then(({ type, text }) => { response.writeHead(200, { 'content-type': type }).end(text) })
    } else redirect.handle(request, response)
  }
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/l/')) redirect.handle(request, response)
    else others(request, response)
  })

  const drained = draining.of(server)
  const end = endingOf(server)

  const closeMetrics = asked.metrics_port === null ? async () => undefined : await serveMetrics(asked.host, asked.metrics_port, figured)
  const stop = async (): Promise<void> => {
    await drained()
    await closeMetrics()
    if (server.listening) {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      end()
      await closed
    }
    await redirect.close()
  }
  try {
    server.listen(asked.port, asked.host)
    await once(server, 'listening')
  } catch (error) {
    await stop()
    throw error
  }
  const address = server.address()
  kit.settings = onPort(asked, typeof address === 'object' && address !== null ? address.port : asked.port)
  return { settings: kit.settings, stop }
}
