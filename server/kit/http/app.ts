import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import helmet from '@fastify/helmet'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError, type Router } from '@orpc/server'
import type { AnyContractRouter } from '@orpc/contract'
import type { Clients } from '#kit/clients'
import type { Kit } from '#kit/context'
import { newId } from '#kit/ids'
import { Problem, notFound } from '#kit/problem'
import { authorise } from '#kit/http/serve'
import { basePath, beneath } from '#kit/http/base-path'
import { asProblem, problemBody } from '#kit/http/answers'
import { readBody } from '#kit/http/body'
import { requestReader, type Doorkeeper } from '#kit/http/reader'
import type { Request } from '#kit/http/request'
import type { Permission } from '@portevoix/contract/permissions'
import { observeRequest } from '#kit/metrics'

/** A route that answers something else than JSON (an image, a page); its permission is stated beside it. */
export interface RawRoute {
  method: 'GET' | 'POST'
  path: string
  permission: Permission
  handle: (request: Request, reply: FastifyReply, params: Record<string, string>, raw: FastifyRequest) => Promise<unknown>
}

export interface AppParts {
  kit: Kit
  clients: Clients
  router: Router<AnyContractRouter, Request>
  raw_routes: readonly RawRoute[]
  doorkeeper: Doorkeeper
  /** Requests that one of these takes go there first, before anything of the application runs. */
  fast_paths: readonly { takes: (request: IncomingMessage) => boolean; listener: RequestListener }[]
  /** Adds the pages of the web application. */
  pages?: (app: FastifyInstance) => Promise<void>
}

export const apiPrefix = '/api/v1'
/** When to ask again for what cannot be had for the moment. */
const retrySeconds = 2
declare module 'fastify' {
  /** Which route of the contract a request was for, e.g. `content.publish`. */
  interface FastifyRequest { operation: string }
}

/** For everything but the application's page, which says what it needs: answers that nobody should run or frame. */
const contentSecurityPolicy = { useDefaults: false, directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] } }

const answerProblem = (reply: FastifyReply, error: Problem, language: 'fr' | 'en') =>
  reply.status(error.status).type('application/problem+json').send(JSON.stringify(problemBody(error, language, reply.request.id)))

/** The application's HTTP server: the contract under /api/v1, raw routes, the web application's pages. */
export const createApp = async ({ kit, clients, router, raw_routes, doorkeeper, fast_paths, pages }: AppParts): Promise<FastifyInstance> => {
  const read = requestReader(kit, doorkeeper, clients)
  const path = basePath(kit.settings.base_url)
  const app: FastifyInstance = Fastify({
    // an address that cannot be read is answered before any hook
    frameworkErrors: (error, request, reply) => { void answerProblem(reply.header('cache-control', 'no-store'), asProblem(error) ?? new Problem(400, 'malformed'), read.language(request)) },
    logger: false, forceCloseConnections: 'idle', genReqId: newId,
    serverFactory: (handler) => {
      const inside = beneath(path, handler)
      return createServer((request, response) => {
        const fast = fast_paths.find(({ takes }) => takes(request))
        if (fast) fast.listener(request, response)
        else inside(request, response)
      })
    },
  })
  await app.register(helmet, {
    contentSecurityPolicy, crossOriginEmbedderPolicy: false, referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // it binds the whole host, which is not ours alone to bind where we lie beneath a path
    strictTransportSecurity: path === '' && kit.settings.base_url.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => readBody(payload, request.headers['content-type'] ?? ''))
  app.decorateRequest('operation', '')

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.operation || (request.routeOptions.url ?? 'unmatched')
    observeRequest(request.method, route, reply.statusCode, reply.elapsedTime)
    kit.log.info({ request: request.id, method: request.method, route, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) }, 'request')
    done()
  })
  /** What a handler threw, as it is told; what nobody expected, and what cannot be had for the moment, is for the operator too. */
  const told = (error: unknown, request: string, otherwise: Problem | null = null): Problem => {
    const known = asProblem(error) ?? otherwise
    if (!known) kit.log.error({ request, error: error instanceof Error ? error.stack : String(error) }, 'unexpected')
    else if (known.status === 503) kit.log.warn({ request, error: String(error) }, 'unavailable')
    return known ?? new Problem(500, 'unexpected')
  }
  app.setErrorHandler(async (error, request, reply) => {
    const known = told(error, request.id)
    if (known.status === 413) void reply.header('connection', 'close') // what was not heard out is no next request
    return answerProblem(reply, known, read.language(request))
  })

  const problems = new WeakMap<ORPCError<string, unknown>, unknown>()
  const api = new OpenAPIHandler<Request>(router, {
    customErrorResponseBodyEncoder: (error) => problems.get(error),
    clientInterceptors: [({ next, context, path }) => {
      context.raw.operation = path.join('.')
      return next()
    }],
    interceptors: [async ({ next, context }) => {
      try {
        return await next()
      } catch (error) {
        // before a route was found to call, an error of syntax is the body's
        const known = told(error, context.request_id, error instanceof SyntaxError && context.raw.operation === '' ? new Problem(400, 'malformed') : null)
        const wrapped = new ORPCError(known.status === 404 ? 'NOT_FOUND' : known.code, { status: known.status, message: known.message })
        problems.set(wrapped, problemBody(known, context.language, context.request_id))
        throw wrapped
      }
    }],
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode === 503) void reply.header('retry-after', retrySeconds)
    if (request.url.startsWith(apiPrefix)) {
      void reply.header('cache-control', 'no-store')
      if (reply.statusCode >= 400) void reply.header('content-type', 'application/problem+json; charset=utf-8')
    }
    return payload
  })
  app.all(`${apiPrefix}/*`, async (request, reply) => {
    const context = await read.request(request, reply)
    const { matched } = await api.handle(request, reply, { prefix: apiPrefix, context })
    return matched ? reply : notFound()
  })
  for (const { method, path, permission, handle } of raw_routes) {
    app.route<{ Params: Record<string, string> }>({ method, url: path, handler: async (request, reply) => {
      const context = await read.request(request, reply)
      authorise(permission, context)
      return handle(context, reply, request.params, request)
    } })
  }
  if (pages) await pages(app)
  return app
}
