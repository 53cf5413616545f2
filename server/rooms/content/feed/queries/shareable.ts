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

/** Lets whoever would change a content wait until the end of the transaction; others who hold it do not wait. */
export const holdContent = (ctx: Ctx, content_id: string) =>
  ctx.tx.selectFrom('content.contents').select('id').where('organisation_id', '=', ctx.organisation_id).where('id', '=', content_id).forShare().executeTakeFirst()

export interface AudienceRow { programme_id: string; visibility: string; tribes: string[]; group_ids: string[]; published_at: Date }

/** Whom a published content is meant for. */
export const audienceOf = async (ctx: Ctx, content_id: string): Promise<AudienceRow | null> => {
  const { rows } = await sql<AudienceRow>`
    select programme_id, visibility, tribes, group_ids, published_at from content.contents where id = ${content_id} and published_at is not null`.execute(ctx.tx)
  return rows[0] ?? null
}
