import type { FastifyInstance } from 'fastify'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '@portevoix/contract'
import { apiPrefix } from '#kit/http/app'

/** Every operation takes it; those that anybody may ask for do without. */
const organisation = {
  name: 'portevoix-organisation', in: 'header', required: false, schema: { type: 'string', format: 'uuid' },
  description: 'The organisation of the request. What belongs to an organisation answers 404 without it, as for who is not its member.',
} as const

/** The contract as an OpenAPI document. */
export const openApiDocument = async (base_url: string) => {
  const document = await new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(contract, {
    info: { title: 'Portevoix', version: '1', description: 'Ambassador programmes. The header portevoix-organisation names the organisation of a request; errors are RFC 9457 problem details.' },
    servers: [{ url: `${base_url}${apiPrefix}` }],
  })
  const paths = Object.entries(document.paths ?? {}).map(([path, operations]) => [path, { parameters: [{ $ref: '#/components/parameters/organisation' }], ...operations }])
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, parameters: { ...document.components?.parameters, organisation } } }
}

/** Serves the document at /api/v1/openapi.json; made when it is first asked for, and again where the address has changed. */
export const serveOpenApi = async (app: FastifyInstance, base_url: () => string): Promise<void> => {
  const made = new Map<string, Promise<string>>()
  app.get(`${apiPrefix}/openapi.json`, async (_request, reply) =>
    reply.type('application/json').send(await made.getOrInsertComputed(base_url(), async (address) => JSON.stringify(await openApiDocument(address)))))
}
