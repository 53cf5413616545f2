import { networks } from '@portevoix/contract/networks/all'
import { networkIds, type NetworkId } from '@portevoix/contract/networks/shape'
import type { Composition, PreparedShare } from '@portevoix/contract/sharing'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { shownHost } from '#kit/shown-host'
import { found, problem, refuseField } from '#kit/problem'
import { captionsOf, contentToShare, heldContentToShare, type ContentRow, type ShareableContent } from '#room/content'
import { addDays, createLink, dayIn, linkAddresses, rememberSharer } from '#room/links'
import { organisation } from '#room/organisations'
import { isSmall } from '#room/people'
import { programmeOf } from '#room/programme'
import { captionUses, instancesOf } from '../queries/captions.ts'
import { holdPreparation, insertShare, preparation } from '../queries/shares.ts'
import { comparedIn, offeredCaptions, usesToOrderBy } from '../rules.ts'
import { previewOf, targetsOf } from './link.ts'

/** Who asks, as the network sees them: visits of one's own links are no clicks. */
export interface Caller { ip: string; agent: string }

/** The content, or the answer that it must not leave. */
export const allowed = (wanted: ShareableContent): ContentRow => (wanted.ok ? wanted.content : problem(403, 'sharing.internal_content'))

/** The programme's networks, in the order screens show them. */
const used = (names: readonly string[]): NetworkId[] => networkIds.filter((id) => names.includes(id))

/** What the composer needs to pass a content on. */
export const compose = async (ctx: Ctx, content_id: string): Promise<Composition> => {
  const content = allowed(await contentToShare(ctx, content_id))
  const settings = await programmeOf(ctx, content.programme_id)
  const captions = await captionsOf(ctx, content_id)
  const { language } = ctx.actor
  const member_id = found(ctx.actor.member_id)
  const { time_zone } = await organisation(ctx)
  const compared = captions.map((caption) => ({ id: caption.id, part: comparedIn(caption, language) }))
  // an organisation that never had enough members sees what was done as it is, today's included
  const small = await isSmall(ctx)
  const today = dayIn(time_zone, ctx.now)
  const uses = usesToOrderBy(await captionUses(ctx, content_id, compared, { day: small ? addDays(today, 1) : today, time_zone }), small ? 1 : undefined)
  const chooser = { language, seed: `${member_id} ${content_id}` }
  const instances = await instancesOf(ctx, member_id)
  return {
    content: {
      id: content.id, title: content.title, excerpt: content.excerpt, language: content.language, hashtags: content.hashtags,
      image: content.media_id === null ? null : { media_id: content.media_id, alt: content.image_alt },
    },
    disclosure_hashtag: settings.disclosure_hashtag,
    networks: used(settings.networks).map((network) => ({
      network,
      captions: offeredCaptions(captions, network, chooser, uses).map(({ id, language, text }) => ({ id, language, text })),
      instance: networks[network].has_instances ? shownHost(instances.get(network) ?? '') || null : null,
    })),
  }
}

/** Prepares the actor's share on one network: its tracked link is ready before the network's dialog opens. Taken up again until it is opened. */
export const prepareShare = async (ctx: Ctx, content_id: string, network: NetworkId, caller: Caller): Promise<PreparedShare> => {
  const member_id = found(ctx.actor.member_id)
  const content = allowed(await heldContentToShare(ctx, content_id))
  const settings = await programmeOf(ctx, content.programme_id)
  if (!settings.networks.includes(network)) refuseField('network', 'sharing.network_not_used')
  await holdPreparation(ctx, member_id, content_id, network)
  await rememberSharer(ctx, caller)
  const prepared = await preparation(ctx, member_id, content_id, network)
  if (prepared?.link_id) return { id: prepared.id, network, link: found((await linkAddresses(ctx, [prepared.link_id])).get(prepared.link_id)) }
  const id = newId()
  const tribe = ctx.actor.tribe ?? 'employees'
  const targetOn = await targetsOf(ctx, content, settings)
  const link = await createLink(ctx, {
    target: targetOn(network), share_id: id, programme_id: content.programme_id, content_id, theme_id: content.theme_id, network,
    sharer_id: member_id, tribe, group_ids: ctx.actor.group_ids, preview: await previewOf(ctx, content_id, content),
  })
  await insertShare(ctx, {
    id, programme_id: content.programme_id, content_id, theme_id: content.theme_id, network, member_id,
    link_id: link.id, slug: link.slug, tribe, group_ids: [...ctx.actor.group_ids],
  })
  return { id, network, link: link.address }
}
