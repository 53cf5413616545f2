import type { Item } from '@portevoix/contract/content/items'
import type { Ctx } from '#kit/context'
import { found, problem, refuseField } from '#kit/problem'
import { memberNames } from '#room/people'
import { sanitiseHtml } from '#kit/html'
import { changeItem, lockItem, readItem, type ItemRow } from '../queries/items.ts'
import { readContentByItem } from '../queries/contents.ts'
import { createContent } from './contents.ts'

export interface ItemDecision { state: 'new' | 'kept' | 'snoozed' | 'dismissed'; snoozed_until?: Date | undefined }

/** Keeps, dismisses or snoozes; 'new' takes a decision back. What a content was made of stays used. */
export const decideItem = async (ctx: Ctx, id: string, { state, snoozed_until }: ItemDecision): Promise<ItemRow> => {
  const held = found(await lockItem(ctx, id))
  if (held.state === 'used') problem(409, 'content.item_used')
  if (state === 'snoozed' && (!snoozed_until || snoozed_until <= ctx.now)) refuseField('snoozed_until', 'content.snooze_past')
  const undone = state === 'new'
  await changeItem(ctx, id, { state, snoozed_until: state === 'snoozed' ? snoozed_until ?? null : null, decided_by: undone ? null : ctx.actor.member_id, decided_at: undone ? null : ctx.now })
  return found(await readItem(ctx, id))
}

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
/** A plain text as the paragraphs of a body. */
export const paragraphs = (text: string) => sanitiseHtml(text.split(/\n+/).filter((line) => line.trim() !== '').map((line) => `<p>${escaped(line.trim())}</p>`).join(''))

/** A draft with what the item's page says; the draft that was made of it before is given again. */
export const makeContentOf = async (ctx: Ctx, item_id: string): Promise<string> => {
  found(await lockItem(ctx, item_id))
  const made = await readContentByItem(ctx, item_id)
  if (made) return made.id
  const item = found(await readItem(ctx, item_id))
  const content_id = await createContent(ctx, {
    programme_id: item.programme_id, kind: 'link', visibility: 'shareable', language: item.language === 'en' || item.language === 'fr' ? item.language : ctx.actor.language,
    title: item.title.slice(0, 300), body_html: paragraphs(item.summary), body_text: item.summary, address: item.canonical_address, site_name: item.site_name,
    item_id, media_id: item.media_id, reading_minutes: item.reading_minutes ?? 1,
  })
  await changeItem(ctx, item_id, { state: 'used', decided_by: ctx.actor.member_id, decided_at: ctx.now })
  return content_id
}

/** Whether its page must be read before a content is made of it; asked before any transaction is left open. */
export const readiness = async (ctx: Ctx, item_id: string): Promise<{ enriched: boolean; made: boolean }> => {
  const item = found(await readItem(ctx, item_id))
  return { enriched: item.enriched_at !== null && item.reading_minutes !== null, made: item.content_id !== null }
}

export const presentItems = async (ctx: Ctx, rows: readonly ItemRow[]): Promise<Item[]> => {
  const names = await memberNames(ctx, rows.flatMap(({ decided_by }) => decided_by ?? []))
  return rows.map(({ source_id, source_title, media_id, media_width, media_height, published_at, found_at, snoozed_until, decided_by, decided_at, ...row }) => ({
    id: row.id, programme_id: row.programme_id, address: row.address, title: row.title, summary: row.summary, author: row.author, site_name: row.site_name, language: row.language,
    reading_minutes: row.reading_minutes, state: row.state, content_id: row.content_id, updated: row.updated,
    source: source_id !== null && source_title !== null ? { id: source_id, title: source_title } : null,
    image: media_id !== null && media_width !== null && media_height !== null ? { media_id, width: media_width, height: media_height } : null,
    published_at: published_at?.toISOString() ?? null, found_at: found_at.toISOString(), snoozed_until: snoozed_until?.toISOString() ?? null,
    decided_at: decided_at?.toISOString() ?? null, decided_by: decided_by === null ? null : { name: names.get(decided_by) ?? '' },
  }))
}
