import type { RawRoute } from '#kit/http/app'
import { notFound } from '#kit/problem'
import { within } from '#kit/within'
import { allows } from '@portevoix/contract/permissions'
import { memberIn } from '#room/people'
import { isShownTo, readMediaOrganisation, readVariant } from '../queries/media.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Pictures, for whoever may see a content that shows them, and for the team: an <img> names no organisation, so the picture does.
 */
export const mediaRoutes: readonly RawRoute[] = [{
  method: 'GET', path: '/media/:media_id/:width', permission: 'signed_in',
  async handle({ kit, session }, reply, { media_id = '', width = '' }) {
    if (!session || !uuid.test(media_id) || !/^\d{1,4}$/.test(width)) return notFound()
    const organisation_id = await readMediaOrganisation(kit.db, media_id)
    const actor = organisation_id === null ? null : await memberIn(kit, organisation_id, session.identity_id)
    if (organisation_id === null || actor === null) return notFound()
    const variant = await within(kit, organisation_id, async (ctx) =>
      (allows('content.curate', actor.roles) || await isShownTo(ctx, media_id) ? readVariant(ctx, media_id, Number(width)) : undefined), actor)
    if (!variant) return notFound()
    // what an address shows never changes
    return reply.header('cache-control', 'private, max-age=31536000, immutable').header('vary', 'cookie').type(variant.type).send(variant.bytes)
  },
}]
