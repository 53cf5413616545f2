import { implement } from '@orpc/server'
import { organisations } from '@portevoix/contract/organisations'
import { z } from 'zod'
import { pageOf, readCursor } from '#kit/cursor'
import { guard } from '#kit/http/serve'
import type { RawRoute } from '#kit/http/app'
import type { Request } from '#kit/http/request'
import { notFound } from '#kit/problem'
import { within } from '#kit/within'
import { logoOf, organisation, updateOrganisation, type Organisation } from './actions.ts'
import { readAuditEntries } from './queries.ts'

const os = implement(organisations).$context<Request>().use(guard)

const position = z.object({ at: z.iso.datetime().transform((at) => new Date(at)), id: z.uuid() })
const shown = (one: Organisation) => ({ ...one, created_at: one.created_at.toISOString() })
const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

export const routes = os.router({
  read: os.read.handler(({ context }) => context.within(async (ctx) => shown(await organisation(ctx)))),
  update: os.update.handler(({ input: { logo, ...change }, context }) => context.within(async (ctx) =>
    shown(await updateOrganisation(ctx, { ...change, ...(logo !== undefined && { logo: logo === null ? null : Buffer.from(logo, 'base64') }) })))),
  audit: os.audit.handler(({ input, context }) => context.within(async (ctx) => {
    const rows = await readAuditEntries(ctx, { before: readCursor(input.cursor, position), action: input.action ?? null, limit: input.limit + 1 })
    return pageOf(rows, input.limit, ({ at, id }) => ({ at: at.toISOString(), id }), (row) => ({ ...row, at: row.at.toISOString(), details: record(row.details) }))
  })),
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const rawRoutes: readonly RawRoute[] = [{
  method: 'GET', path: '/logos/:organisation_id/:file', permission: 'anyone',
  // mails and the sign-in page show it before anybody is known; its version names it, so it never changes
  async handle({ kit }, reply, { organisation_id = '', file = '' }) {
    const version = file.replace(/\.png$/, '')
    if (!uuid.test(organisation_id) || !uuid.test(version)) return notFound()
    const logo = await within(kit, organisation_id, (ctx) => logoOf(ctx, version))
    if (!logo) return notFound()
    return reply.header('cache-control', 'public, max-age=31536000, immutable').header('cross-origin-resource-policy', 'cross-origin').type('image/png').send(logo)
  },
}]
