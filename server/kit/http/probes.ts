import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import type { Kit } from '#kit/context'
import { health } from '#kit/health'
import { metrics } from '#kit/metrics'

const sameToken = (given: string | undefined, token: string): boolean => {
  const expected = Buffer.from(`Bearer ${token}`)
  const presented = Buffer.from(given ?? '')
  return presented.length === expected.length && timingSafeEqual(presented, expected)
}

/** A service that says for itself whether it can serve, and its figures. */
export interface Watched { ready: () => boolean; readonly metrics: Registry }

/** What watches the process: alive, ready to serve, and its figures behind a token of their own. */
export const probes = async (app: FastifyInstance, kit: Kit, services: readonly Watched[]): Promise<void> => {
  app.get('/health/live', async (_request, reply) => reply.send(JSON.stringify({ live: true })))
  app.get('/health/ready', async (_request, reply) => {
    const found = await health(kit)
    const ready = found.ready && services.every((service) => service.ready())
    return reply.status(ready ? 200 : 503).type('application/json').send(JSON.stringify({ ...found, ready }))
  })
  const token = kit.settings.metrics_token
  if (!token) return
  app.get('/metrics', async (request, reply) =>
    sameToken(request.headers.authorization, token) ? reply.type(metrics.contentType).send(await Registry.merge([metrics, ...services.map((service) => service.metrics)]).metrics()) : reply.status(404).send())
}
