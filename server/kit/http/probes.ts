import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Kit } from '#kit/context'
import { health } from '#kit/health'
import { metrics } from '#kit/metrics'

const sameToken = (given: string | undefined, token: string): boolean => {
  const expected = Buffer.from(`Bearer ${token}`)
  const presented = Buffer.from(given ?? '')
  return presented.length === expected.length && timingSafeEqual(presented, expected)
}

/** What watches the process: alive, ready to serve, and its figures behind a token of their own. */
export const probes = async (app: FastifyInstance, kit: Kit): Promise<void> => {
  app.get('/health/live', async (_request, reply) => reply.send(JSON.stringify({ live: true })))
  app.get('/health/ready', async (_request, reply) => {
    const found = await health(kit)
    return reply.status(found.ready ? 200 : 503).type('application/json').send(JSON.stringify(found))
  })
  const token = kit.settings.metrics_token
  if (!token) return
  app.get('/metrics', async (request, reply) =>
    sameToken(request.headers.authorization, token) ? reply.type(metrics.contentType).send(await metrics.metrics()) : reply.status(404).send())
}
