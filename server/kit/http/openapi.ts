import type { FastifyInstance } from 'fastify'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '@portevoix/contract'
import { apiPrefix } from '#kit/http/app'

/** The contract as an OpenAPI document. */
export const openApiDocument = (base_url: string) =>
  new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(contract, {
    info: { title: 'Portevoix', version: '1', description: 'Ambassador programmes. The header portevoix-organisation names the organisation of a request; errors are RFC 9457 problem details.' },
    servers: [{ url: `${base_url}${apiPrefix}` }],
  })

/** Serves the document at /api/v1/openapi.json. */
export const serveOpenApi = async (app: FastifyInstance, base_url: () => string): Promise<void> => {
  app.get(`${apiPrefix}/openapi.json`, async (_request, reply) => reply.type('application/json').send(JSON.stringify(await openApiDocument(base_url()))))
}
