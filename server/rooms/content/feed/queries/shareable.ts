import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import { visible } from './cards.ts'

export interface CaptionRow { id: string; network: string; language: string; text: string; position: number }

/** The team's captions of a content, in the order the team gave them. */
export const captionsOf = (ctx: Ctx, content_id: string): Promise<CaptionRow[]> =>
  ctx.tx.selectFrom('content.captions').select(['id', 'network', 'language', 'text', 'position']).where('content_id', '=', content_id).orderBy('position').orderBy('id').execute()

/** The titles of those of the contents that the actor may see. */
export const visibleTitles = async (ctx: Ctx, content_ids: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; title: string }>`
    select c.id, c.title from content.contents c where c.id = any (${[...content_ids]}::uuid[]) and ${visible(ctx)}`.execute(ctx.tx)
  return new Map(rows.map(({ id, title }) => [id, title]))
}
