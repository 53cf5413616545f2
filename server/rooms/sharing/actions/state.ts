import { instanceName } from '@portevoix/contract/networks/mastodon'
import { emit } from '#kit/bus'
import type { Ctx } from '#kit/context'
import { found, problem, refuseField } from '#kit/problem'
import { captionsOf, contentToShare, dayOf } from '#room/content'
import { rememberSharer } from '#room/links'
import { rememberInstance } from '../queries/captions.ts'
import { addState, heldShare, ownShare, setOpened, takeState, type ShareRow } from '../queries/shares.ts'
import { countShare } from '../queries/totals.ts'
import { allowed, type Caller } from './prepare.ts'

const own = async (ctx: Ctx, share_id: string): Promise<ShareRow> => found(await ownShare(ctx, found(ctx.actor.member_id), share_id))

const enter = async (ctx: Ctx, share: ShareRow, state: 'opened' | 'declared' | 'confirmed'): Promise<void> => {
  const day = await dayOf(ctx)
  if (!(await addState(ctx, share.id, state, day))) return
  await countShare(ctx, share.id, state, day)
  await emit(ctx, { name: `sharing.${state}`, share_id: share.id, content_id: share.content_id, programme_id: share.programme_id, network: share.network, member_id: share.member_id })
}

const checkedHost = (share: ShareRow, instance: string | undefined): string | null => {
  if (share.network !== 'mastodon' || instance === undefined) return null
  return instanceName(instance) ?? refuseField('instance', 'sharing.no_instance')
}

export interface Opening { caption: string; caption_id: string | null; instance?: string | undefined }

/** The network's dialog was opened. A second opening of the same share changes what was written, and counts no more. */
export const openShare = async (ctx: Ctx, share_id: string, { caption, caption_id, instance }: Opening, caller: Caller): Promise<void> => {
  const share = await own(ctx, share_id)
  allowed(await contentToShare(ctx, share.content_id))
  const host = checkedHost(share, instance)
  const taken = (await captionsOf(ctx, share.content_id)).find(({ id, network }) => id === caption_id && network === share.network)
  await rememberSharer(ctx, caller)
  // the caption that it began with stays: what was taken on a day that is over changes no more
  await setOpened(ctx, share_id, share.opened_at === null ? { caption, caption_id: taken?.id ?? null, opened_at: ctx.now } : { caption })
  if (host !== null) await rememberInstance(ctx, found(ctx.actor.member_id), share.network, host)
  await enter(ctx, share, 'opened')
}

/** “I have posted it.” */
export const declareShare = async (ctx: Ctx, share_id: string): Promise<void> => {
  const share = await own(ctx, share_id)
  if (share.opened_at === null) return problem(409, 'sharing.not_opened')
  await enter(ctx, share, 'declared')
}

/** The declaration was a mistake. */
export const undeclareShare = async (ctx: Ctx, share_id: string): Promise<void> => {
  const share = await own(ctx, share_id)
  const day = await takeState(ctx, share.id, 'declared')
  if (day !== null) await countShare(ctx, share.id, 'declared', day, -1)
}

/** A human came by the share's link: it was posted. One that the browser failed to tell us of was opened, then. */
export const confirmShare = async (ctx: Ctx, share_id: string): Promise<void> => {
  const share = await heldShare(ctx, share_id)
  if (!share) return
  if (share.opened_at === null) {
    await setOpened(ctx, share_id, { caption: share.caption, caption_id: null, opened_at: ctx.now })
    await enter(ctx, share, 'opened')
  }
  await enter(ctx, share, 'confirmed')
}
