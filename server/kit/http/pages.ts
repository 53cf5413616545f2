import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import fastifyStatic from '@fastify/static'
import { notFound } from '#kit/problem'

const built = join(import.meta.dirname, '../../../web/dist/site')

/** Style elements carry the page's own nonce; Mantine and the charts place things by style attributes. */
const policy = (nonce: string): string => [
  "default-src 'self'", "script-src 'self'", `style-src-elem 'self' 'nonce-${nonce}'`, "style-src-attr 'unsafe-inline'", "img-src 'self' data: blob:",
  "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "frame-src 'self'",
].join(';')

/** The service worker fetches, for the pages, what they may show. */
const workerPolicy = "default-src 'none';script-src 'self';connect-src 'self'"

/** Programs' addresses, and links': nothing of them is a page, also where this process does not serve links. */
const noPage = /^\/(?:api|l|links)\//

/** The web application: hashed files for ever, its one page for every other address that a person may open. */
export const servePages = async (app: FastifyInstance, path: string, dist = built): Promise<void> => {
  app.get('/robots.txt', async (_request, reply) => reply.type('text/plain').send(`User-agent: *\nAllow: ${path}/l/\nAllow: ${path}/pages/\nAllow: ${path}/previews/\nDisallow: ${path}/\n`))
  if (!existsSync(join(dist, 'index.html'))) return
  // one build lies beneath any path: scripts and styles find one another by their own places, pages are told theirs here
  const placed = (name: string) => readFileSync(join(dist, name), 'utf8').replaceAll(/(?<= (?:href|src)=")\//g, `${path}/`)
  const index = placed('index.html')
  await app.register(fastifyStatic, {
    root: dist, wildcard: false, index: false, cacheControl: false, preCompressed: true,
    globIgnore: ['index.html', 'offline.html', 'manifest.webmanifest', '.vite/**', '**/*.{br,gz}'],
    setHeaders: (response, path) => {
      const hashed = path.startsWith(join(dist, 'assets'))
      if (/^service-worker\.js(\.br|\.gz)?$/.test(relative(dist, path))) void response.header('content-security-policy', workerPolicy)
      void response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const page = (reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply.header('cache-control', 'no-cache').header('content-security-policy', policy(nonce)).type('text/html; charset=utf-8').send(index.replaceAll('STYLE_NONCE', nonce))
  }
  app.get('/index.html', async (_request, reply) => page(reply))
  app.get('/offline.html', async (_request, reply) => reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(placed('offline.html')))
  app.setNotFoundHandler(async (request, reply) => {
    const wanted = (request.method === 'GET' || request.method === 'HEAD') && /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*') && !/\.\w+$/.test(request.url.split('?')[0] ?? '') && !noPage.test(request.url)
    return wanted ? page(reply) : notFound()
  })
}
