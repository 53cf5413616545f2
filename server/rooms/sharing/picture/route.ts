import type { RawRoute } from '#kit/http/app'
import { found, notFound } from '#kit/problem'
import { within } from '#kit/within'
import { previewMedia, previewVariant, shareableOrganisation } from '#room/content'
import { asJpeg } from './jpeg.ts'

const file = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.jpg)?$/

/** One post on the fediverse brings a thousand robots within a minute: the last pictures stay at hand, and are made once. */
const capacity = 64
const made = new Map<string, Promise<Buffer>>()

const once = (media_id: string, make: () => Promise<Buffer>): Promise<Buffer> => {
  const picture = made.get(media_id) ?? make()
  made.delete(media_id)
  made.set(media_id, picture)
  picture.catch(() => { made.delete(media_id) })
  const [oldest] = made.keys()
  if (made.size > capacity && oldest !== undefined) made.delete(oldest)
  return picture
}

/** The picture of a link's card, for networks' robots: of contents that the public may know, and no others. */
export const pictureRoute: RawRoute = {
  method: 'GET', path: '/previews/:file', permission: 'anyone',
  async handle({ kit }, reply, { file: asked = '' }) {
    const content_id = file.exec(asked)?.[1]
    if (content_id === undefined) return notFound()
    const organisation_id = found(await shareableOrganisation(kit.db, content_id))
    const media_id = found(await within(kit, organisation_id, (ctx) => previewMedia(ctx, content_id)))
    const bytes = await once(media_id, async () => asJpeg(found(await within(kit, organisation_id, (ctx) => previewVariant(ctx, media_id)))))
    return reply.header('cache-control', 'public, max-age=3600').header('cross-origin-resource-policy', 'cross-origin').type('image/jpeg').send(bytes)
  },
}
