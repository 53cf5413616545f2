import { networks } from '@portevoix/contract/networks/all'
import { networkIds, type NetworkId } from '@portevoix/contract/networks/shape'
import type { Ctx } from '#kit/context'
import { publicContent, type PublicContent } from '#room/content'
import { retarget, updatePreviews, type Preview } from '#room/links'
import { organisation } from '#room/organisations'
import { programmeOf } from '#room/programme'
import { trackedTarget } from '../rules.ts'

/** Where networks' robots find a content's image. */
export const previewImagePath = (content_id: string): string => `/previews/${content_id}`

type Shown = Pick<PublicContent, 'title' | 'excerpt' | 'media_id' | 'image_alt' | 'language'>

/** What networks' robots are shown of a content. */
export const previewOf = async (ctx: Ctx, content_id: string, content: Shown): Promise<Preview> => ({
  title: content.title, description: content.excerpt,
  image: content.media_id === null ? null : previewImagePath(content_id), image_alt: content.media_id === null ? null : content.image_alt,
  site_name: (await organisation(ctx)).name, language: content.language,
})

/** Where a share on that network leads, with the campaign parameters that the programme wants. */
export const targetOn = (address: string, network: NetworkId, { utm_enabled }: { utm_enabled: boolean }, campaign: string | null): string =>
  trackedTarget(address, utm_enabled ? { source: networks[network].utm_source, campaign } : null)

const isNetwork = (name: string): name is NetworkId => networkIds.some((id) => id === name)

/** A content changed: the links of its shares show what it says now, and lead where it leads now. */
export const refreshLinks = async (ctx: Ctx, content_id: string): Promise<void> => {
  const content = await publicContent(ctx, content_id)
  if (!content) return
  await updatePreviews(ctx, content_id, await previewOf(ctx, content_id, content))
  const { address, campaign } = content
  if (address === null) return
  const settings = await programmeOf(ctx, content.programme_id)
  await retarget(ctx, content_id, (network) => (isNetwork(network) ? targetOn(address, network, settings, campaign) : address))
}
