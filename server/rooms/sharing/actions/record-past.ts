import { networkIds } from '@portevoix/contract/networks/shape'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { captionsOf, publicContent } from '#room/content'
import { createLink, dayIn, type Preview } from '#room/links'
import { organisation } from '#room/organisations'
import { programmeOf } from '#room/programme'
import { insertPastShares, insertPastStates, type PastShareRow, type PastState } from '../queries/past.ts'
import { previewOf, targetsOf } from './link.ts'

export interface PastShare {
  sharer: { id: string; tribe: Tribe; group_ids: readonly string[] }
  content_id: string
  theme_id: string | null
  network: string
  /** Their own words; null: the team's caption for that network that comes at `turn`. */
  caption: string | null
  turn: number
  opened_at: Date
  declared_at: Date | null
}

export interface RecordedShare { share_id: string; link_id: string; content_id: string; network: string; sharer_id: string; opened_at: Date }

interface Known { programme_id: string; preview: Preview; captions: Awaited<ReturnType<typeof captionsOf>>; networks: readonly string[]; targetOn: (network: string) => string }

const know = async (ctx: Ctx, content_id: string): Promise<Known | null> => {
  const content = await publicContent(ctx, content_id)
  if (!content) return null
  const settings = await programmeOf(ctx, content.programme_id)
  return {
    programme_id: content.programme_id, preview: await previewOf(ctx, content_id, content), captions: await captionsOf(ctx, content_id),
    networks: settings.networks, targetOn: await targetsOf(ctx, content, settings),
  }
}

/**
 * Records shares of the past by the rules of today: an internal content is not shared, nor is anything on a network that the
 * programme does not use; each share has its tracked link. Gives those that were recorded.
 */
export const recordShares = async (ctx: Ctx, shares: readonly PastShare[]): Promise<RecordedShare[]> => {
  const { time_zone } = await organisation(ctx)
  const known = new Map<string, Known | null>()
  const rows: PastShareRow[] = []
  const states: PastState[] = []
  for (const { sharer, content_id, theme_id, network, caption, turn, opened_at, declared_at } of shares) {
    if (!known.has(content_id)) known.set(content_id, await know(ctx, content_id))
    const about = known.get(content_id)
    const id = networkIds.find((one) => one === network)
    if (!about || id === undefined || !about.networks.includes(id)) continue
    const { programme_id, preview, captions, targetOn } = about
    const offered = captions.filter((one) => one.network === network)
    const taken = caption === null ? offered[turn % Math.max(offered.length, 1)] : undefined
    const share_id = newId()
    const link = await createLink({ ...ctx, now: opened_at }, {
      target: targetOn(id), share_id, programme_id, content_id, theme_id, network, sharer_id: sharer.id, tribe: sharer.tribe, group_ids: sharer.group_ids, preview,
    })
    rows.push({
      id: share_id, programme_id, content_id, theme_id, network, member_id: sharer.id, caption: caption ?? taken?.text ?? '', caption_id: taken?.id ?? null,
      link_id: link.id, slug: link.slug, tribe: sharer.tribe, group_ids: sharer.group_ids, opened_at,
    })
    states.push({ share_id, state: 'opened', at: opened_at, day: dayIn(time_zone, opened_at) })
    if (declared_at) states.push({ share_id, state: 'declared', at: declared_at, day: dayIn(time_zone, declared_at) })
  }
  await insertPastShares(ctx, rows)
  await insertPastStates(ctx, states)
  return rows.map(({ id, link_id, content_id, network, member_id, opened_at }) => ({ share_id: id, link_id, content_id, network, sharer_id: member_id, opened_at }))
}

/** A human came by these shares' links for the first time, at those moments. */
export const confirmShares = async (ctx: Ctx, confirmations: readonly { share_id: string; at: Date }[]): Promise<void> => {
  const { time_zone } = await organisation(ctx)
  await insertPastStates(ctx, confirmations.map(({ share_id, at }) => ({ share_id, state: 'confirmed', at, day: dayIn(time_zone, at) })))
}
