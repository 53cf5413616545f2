import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import fastifyStatic from '@fastify/static'
import { notFound } from '#kit/problem'

const dist = join(import.meta.dirname, '../../../web/dist/site')

/** The web application: hashed files for ever, its one page for every other address that a person may open. */
export const servePages = async (app: FastifyInstance): Promise<void> => {
  app.get('/robots.txt', async (_request, reply) => reply.type('text/plain').send('User-agent: *\nAllow: /l/\nAllow: /previews/\nDisallow: /\n'))
  if (!existsSync(join(dist, 'index.html'))) return
  const index = readFileSync(join(dist, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: dist, wildcard: false, index: false, cacheControl: false,
    setHeaders: (response, path) => {
      const hashed = path.includes(`${join(dist, 'assets')}`)
      void response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler(async (request, reply) => {
    const page = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html') && !request.url.startsWith('/api/')
    return page ? reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(index) : notFound()
  })
}
