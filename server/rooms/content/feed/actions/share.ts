import type { Ctx } from '#kit/context'
import type { ContentRow } from '../queries/cards.ts'
import { contentForReader } from './list.ts'

export type ShareableContent = { ok: true; content: ContentRow } | { ok: false; reason: 'internal' }

/** The content that the actor wants to pass on: 404 where they may not see it, refused where it must not leave. Every path to a share goes through here. */
export const contentToShare = async (ctx: Ctx, content_id: string): Promise<ShareableContent> => {
  const content = await contentForReader(ctx, content_id)
  return content.visibility === 'shareable' ? { ok: true, content } : { ok: false, reason: 'internal' }
}
