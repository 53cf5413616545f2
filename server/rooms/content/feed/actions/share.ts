import type { Ctx } from '#kit/context'
import type { ContentRow } from '../queries/cards.ts'
import { holdContent } from '../queries/shareable.ts'
import { contentForReader } from './list.ts'

export type ShareableContent = { ok: true; content: ContentRow } | { ok: false; reason: 'internal' }

/** The content that the actor wants to pass on: 404 where they may not see it, refused where it must not leave. Every path to a share goes through here. */
export const contentToShare = async (ctx: Ctx, content_id: string): Promise<ShareableContent> => {
  const content = await contentForReader(ctx, content_id)
  return content.visibility === 'shareable' ? { ok: true, content } : { ok: false, reason: 'internal' }
}

/** The same, held as it is until the end of the transaction: it cannot become internal while its link is being made. */
export const heldContentToShare = async (ctx: Ctx, content_id: string): Promise<ShareableContent> => {
  await holdContent(ctx, content_id)
  return contentToShare(ctx, content_id)
}
