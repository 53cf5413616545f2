import { randomBytes } from 'node:crypto'
import { networks } from '@portevoix/contract/networks/all'
import { networkIds } from '@portevoix/contract/networks/shape'
import type { Ctx } from '#kit/context'
import { publicContent, type PublicContent } from '#room/content'
import { isLinked, retarget, updatePreviews, type Preview } from '#room/links'
import { organisation } from '#room/organisations'
import { programmeOf } from '#room/programme'
import { keepPageKey } from '../queries/pages.ts'
import { pagePath, trackedTarget, type Utm } from '../rules.ts'

/** Where networks' robots find a content's image. They keep it by its address: another image has another one. */
export const previewImagePath = (content_id: string, media_id: string): string => `/previews/${content_id}.jpg?${media_id.slice(-8)}`

type Shown = Pick<PublicContent, 'title' | 'excerpt' | 'media_id' | 'media_size' | 'image_alt' | 'language'>

/** What networks' robots are shown of a content. */
export const previewOf = async (ctx: Ctx, content_id: string, content: Shown): Promise<Preview> => ({
  title: content.title, description: content.excerpt,
  image: content.media_id === null ? null : previewImagePath(content_id, content.media_id), image_alt: content.media_id === null ? null : content.image_alt,
  image_size: content.media_size,
  site_name: (await organisation(ctx)).name, language: content.language,
})

/** What analytics are told of where a link was put; nothing of a place that we do not know. */
const markOf = (network: string): Omit<Utm, 'campaign'> | null => {
  if (network === 'print') return { source: 'print', medium: 'print' }
  const id = networkIds.find((one) => one === network)
  return id === undefined ? null : { source: networks[id].utm_source }
}

/**
 * Where the shares of a content, and its campaign links, lead, network by network: to its address, with the campaign parameters that the programme wants,
 * or to the page of its own that a text has. No analytics read that page, so its address is bare.
 */
export const targetsOf = async (
  ctx: Ctx, { id, kind, address, campaign }: Pick<PublicContent, 'id' | 'kind' | 'address' | 'campaign'>, { utm_enabled }: { utm_enabled: boolean },
): Promise<(network: string) => string> => {
  if (kind === 'link' && address !== null) {
    return (network) => {
      const mark = utm_enabled ? markOf(network) : null
      return trackedTarget(address, mark && { ...mark, campaign })
    }
  }
  const page = pagePath(await keepPageKey(ctx, id, randomBytes(15).toString('base64url')))
  return () => page
}

/** A content changed or came back: the links of its shares show what it says now, and lead where it leads now. */
export const refreshLinks = async (ctx: Ctx, content_id: string): Promise<void> => {
  const content = await publicContent(ctx, content_id)
  // a text that nobody shared has no page
  if (!content || !(await isLinked(ctx, content_id))) return
  await updatePreviews(ctx, content_id, await previewOf(ctx, content_id, content))
  await retarget(ctx, content_id, await targetsOf(ctx, content, await programmeOf(ctx, content.programme_id)))
}
