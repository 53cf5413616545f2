import type { RawRoute } from '#kit/http/app'
import { notFound } from '#kit/problem'
import { within } from '#kit/within'
import { memberships } from '#room/people'
import { readMediaOrganisation, readVariant } from '../queries/media.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The pictures of an organisation, for its members: an <img> names no organisation, so the picture does. */
export const mediaRoutes: readonly RawRoute[] = [{
  method: 'GET', path: '/media/:media_id/:width', permission: 'signed_in',
  async handle({ kit, session }, reply, { media_id = '', width = '' }) {
    if (!session || !uuid.test(media_id) || !/^\d{1,4}$/.test(width)) return notFound()
    const organisation_id = await readMediaOrganisation(kit.db, media_id)
    if (organisation_id === null || !(await memberships(kit, session.identity_id)).some((one) => one.organisation_id === organisation_id)) return notFound()
    const variant = await within(kit, organisation_id, (ctx) => readVariant(ctx, media_id, Number(width)))
    if (!variant) return notFound()
    // what an address shows never changes
    return reply.header('cache-control', 'private, max-age=31536000, immutable').header('vary', 'cookie').type(variant.type).send(variant.bytes)
  },
}]
