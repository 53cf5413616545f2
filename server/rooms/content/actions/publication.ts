import { isEndOver } from '@portevoix/contract/content/end'
import type { Ctx, Kit } from '#kit/context'
import { emit } from '#kit/bus'
import { found, problem, refuseField } from '#kit/problem'
import { within } from '#kit/within'
import { placeInFeed } from '../feed/actions/place.ts'
import { changeContent, readContent, type ContentRecord } from '../queries/contents.ts'
import { changeItem } from '../queries/items.ts'
import { readCaptions, readDecisions } from '../queries/decisions.ts'
import { mayDo, type Verb } from '../rules.ts'
import { decide, heldContent, obstaclesOf, settleLinks } from './contents.ts'

const requireState = (content: ContentRecord, verb: Verb): void => {
  if (!mayDo(verb, content.state)) problem(409, 'content.not_in_this_state')
}

const requireFit = async (ctx: Ctx, content: ContentRecord, goes_out_at: Date): Promise<void> => {
  const obstacles = await obstaclesOf(ctx, content, await readCaptions(ctx, content.id), goes_out_at)
  if (obstacles.length > 0) problem(422, 'content.unfit', { fields: obstacles.map(({ field, code, values }) => ({ field, code: `content.${code}`, ...(values && { values }) })) })
}

const goOut = async (ctx: Ctx, content: ContentRecord): Promise<void> => {
  const again = content.published_at !== null
  const rank = await placeInFeed(ctx, content.programme_id, content.theme_id, ctx.now)
  await changeContent(ctx, content.id, { state: 'published', published_at: ctx.now, publish_at: null, expires_at: content.expires_at, rank })
  if (again) await settleLinks(ctx, content.id)
  if (content.item_id !== null) await changeItem(ctx, content.item_id, { state: 'used' })
  await decide(ctx, content.id, again ? 'republished' : 'published')
  await emit(ctx, { name: 'content.published', content_id: content.id, programme_id: content.programme_id, again })
}

export interface Publication { version: number | null; expires_at?: Date | null }

/** Publishes now: a draft, what was scheduled, or once more what had expired (with a new end, or none: the former one is over). */
export const publishContent = async (ctx: Ctx, id: string, { version, expires_at }: Publication): Promise<void> => {
  const held = await heldContent(ctx, id, version)
  requireState(held, 'publish')
  const end = isEndOver(held, await readDecisions(ctx, id)) ? null : held.expires_at
  const content = { ...held, expires_at: expires_at === undefined ? end : expires_at }
  await requireFit(ctx, content, ctx.now)
  await goOut(ctx, content)
}

export const scheduleContent = async (ctx: Ctx, id: string, { version, publish_at }: { version: number | null; publish_at: Date }): Promise<void> => {
  const content = await heldContent(ctx, id, version)
  requireState(content, 'schedule')
  if (publish_at <= ctx.now) refuseField('publish_at', 'content.publish_at_past')
  await requireFit(ctx, content, publish_at)
  await changeContent(ctx, id, { state: 'scheduled', publish_at })
  await decide(ctx, id, 'scheduled')
}

export const unscheduleContent = async (ctx: Ctx, id: string): Promise<void> => {
  requireState(await heldContent(ctx, id, null), 'unschedule')
  await changeContent(ctx, id, { state: 'draft', publish_at: null })
  await decide(ctx, id, 'unscheduled')
}

/** Out of the feeds from now on; the links that were shared go on, but those of a text, which ends here. */
export const expireContent = async (ctx: Ctx, id: string): Promise<void> => {
  const content = await heldContent(ctx, id, null)
  requireState(content, 'expire')
  const expires_at = content.expires_at !== null && content.expires_at < ctx.now ? content.expires_at : ctx.now
  await changeContent(ctx, id, { state: 'expired', expires_at })
  await settleLinks(ctx, id)
  await decide(ctx, id, 'expired')
  await emit(ctx, { name: 'content.expired', content_id: id, programme_id: content.programme_id })
}

/** What the hour brings: published if it still may be, back to draft where it became unfit meanwhile (its theme was archived, its end came nearer). */
export const publishDue = (kit: Kit, organisation_id: string, id: string): Promise<void> => within(kit, organisation_id, async (ctx) => {
  const content = found(await readContent(ctx, id))
  if (content.state !== 'scheduled' || content.publish_at === null || content.publish_at > ctx.now) return
  const held = await heldContent(ctx, id, null)
  if (held.state !== 'scheduled') return
  const obstacles = await obstaclesOf(ctx, held, await readCaptions(ctx, id), ctx.now)
  if (obstacles.length === 0) return goOut(ctx, held)
  await changeContent(ctx, id, { state: 'draft', publish_at: null })
  await decide(ctx, id, 'unscheduled')
})

export const expireDue = (kit: Kit, organisation_id: string, id: string): Promise<void> => within(kit, organisation_id, async (ctx) => {
  const content = await heldContent(ctx, id, null)
  if (content.state === 'published' && content.expires_at !== null && content.expires_at <= ctx.now) await expireContent(ctx, id)
})
