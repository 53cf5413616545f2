import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Db } from '#kit/db'

/** The organisation of a content that may be passed on; null for any other. */
export const shareableOrganisation = async (db: Db, content_id: string): Promise<string | null> => {
  const { rows } = await sql<{ organisation_id: string | null }>`select content.shareable_organisation(${content_id}) as organisation_id`.execute(db)
  return rows[0]?.organisation_id ?? null
}

/** The image of a content, in the kept width nearest to what link previews are shown at (1200). */
export const previewVariant = (ctx: Ctx, content_id: string) =>
  ctx.tx.selectFrom('content.media_variants as v').innerJoin('content.contents as c', 'c.media_id', 'v.media_id').select(['v.type', 'v.bytes'])
    .where('c.id', '=', content_id).where('c.visibility', '=', 'shareable').orderBy(sql`abs(v.width - 1200)`).limit(1).executeTakeFirst()

export interface PublicContent {
  programme_id: string
  title: string
  excerpt: string
  address: string | null
  media_id: string | null
  image_alt: string
  language: string
  campaign: string | null
}

/** What the public may know of a content that was or may be passed on, whoever asks. */
export const publicContent = async (ctx: Ctx, content_id: string): Promise<PublicContent | null> => {
  const { rows } = await sql<PublicContent>`
    select programme_id, title, left(body_text, 280) as excerpt, address, media_id, image_alt, language, campaign
    from content.contents where id = ${content_id} and visibility = 'shareable' and state in ('published', 'expired')`.execute(ctx.tx)
  return rows[0] ?? null
}
