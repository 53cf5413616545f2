import { ifEnough } from '@portevoix/contract/anonymity'
import type { Ctx } from '#kit/context'
import { emit } from '#kit/bus'
import { found } from '#kit/problem'
import { requireAmbassador } from '#room/programme'
import { countActivity, countMark } from '../queries/activity.ts'
import { addLike, addSave, addViews, changeLikes, openReading, readingOf, setReading, takeLike, takeSave } from '../queries/marks.ts'
import { credible, isRead, type Reading } from '../rules.ts'
import { contentForReader } from './list.ts'
import { countedNow } from './today.ts'

const member = (ctx: Ctx): string => found(ctx.actor.member_id)

/** Notes that these contents were shown to the actor; each counts once a member. */
export const viewContents = async (ctx: Ctx, programme_id: string, content_ids: readonly string[]): Promise<void> => {
  await requireAmbassador(ctx, programme_id)
  const first = await addViews(ctx, member(ctx), programme_id, content_ids)
  await countActivity(ctx, 'views', first, await countedNow(ctx))
}

/** The actor opened a content's page. Gives whether they have read it before. */
export const openContent = async (ctx: Ctx, content_id: string): Promise<boolean> => {
  const content = await contentForReader(ctx, content_id)
  const first = await addViews(ctx, member(ctx), content.programme_id, [content_id])
  await countActivity(ctx, 'views', first, await countedNow(ctx))
  const { read_at } = await openReading(ctx, member(ctx), content_id)
  return read_at !== null
}

/** How far the actor's reading has come since the opening; counts the read once, when the rule is met. Gives whether it is read. */
export const reportReading = async (ctx: Ctx, content_id: string, reported: Reading): Promise<boolean> => {
  const content = await contentForReader(ctx, content_id)
  const before = await readingOf(ctx, member(ctx), content_id)
  if (!before) return false
  if (before.read_at) return true
  const reading = credible(reported, before.opened_at, ctx.now)
  const read = isRead(reading, content)
  await setReading(ctx, member(ctx), content_id, {
    visible_seconds: Math.max(reading.visible_seconds, before.visible_seconds),
    scrolled_percent: Math.max(reading.scrolled_percent, before.scrolled_percent),
    read_at: read ? ctx.now : null,
  })
  if (read) {
    await countMark(ctx, 'reads', content_id, await countedNow(ctx))
    await emit(ctx, { name: 'content.read', content_id, programme_id: content.programme_id, member_id: member(ctx) })
  }
  return read
}

/** How many like it is told only from the anonymity threshold on. */
interface Liked { liked: boolean; likes: number | null }

export const likeContent = async (ctx: Ctx, content_id: string): Promise<Liked> => {
  await contentForReader(ctx, content_id)
  const counted = await countedNow(ctx)
  const added = await addLike(ctx, { member_id: member(ctx), content_id, counted })
  if (added) await countMark(ctx, 'likes', content_id, counted)
  return { liked: true, likes: ifEnough(await changeLikes(ctx, content_id, added ? 1 : 0)) }
}

export const unlikeContent = async (ctx: Ctx, content_id: string): Promise<Liked> => {
  await contentForReader(ctx, content_id)
  const counted = await takeLike(ctx, member(ctx), content_id)
  if (counted) await countMark(ctx, 'likes', content_id, counted, -1)
  return { liked: false, likes: ifEnough(await changeLikes(ctx, content_id, counted ? -1 : 0)) }
}

export const saveContent = async (ctx: Ctx, content_id: string): Promise<void> => {
  await contentForReader(ctx, content_id)
  const counted = await countedNow(ctx)
  if (await addSave(ctx, { member_id: member(ctx), content_id, counted })) await countActivity(ctx, 'saves', [content_id], counted)
}

export const unsaveContent = async (ctx: Ctx, content_id: string): Promise<void> => {
  const counted = await takeSave(ctx, member(ctx), content_id)
  if (counted) await countActivity(ctx, 'saves', [content_id], counted, -1)
}
