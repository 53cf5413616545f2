import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Db } from '#kit/db'

/** The organisation of a content that may be passed on; null for any other. */
export const shareableOrganisation = async (db: Db, content_id: string): Promise<string | null> => {
  const { rows } = await sql<{ organisation_id: string | null }>`select content.shareable_organisation(${content_id}) as organisation_id`.execute(db)
  return rows[0]?.organisation_id ?? null
}

/** Whether the public may know of a content `c` now (isPublic of the room's rules, in SQL). */
const open = ({ now }: Ctx): RawBuilder<boolean> => sql<boolean>`(
  c.visibility = 'shareable'
  and (c.kind = 'link' and c.state in ('published', 'expired') or c.state = 'published' and (c.expires_at is null or c.expires_at > ${now})))`

/** Which image the public may be shown of a content. */
export const previewMedia = async (ctx: Ctx, content_id: string): Promise<string | null> =>
  (await sql<{ media_id: string | null }>`select c.media_id from content.contents c where c.id = ${content_id} and ${open(ctx)}`.execute(ctx.tx)).rows[0]?.media_id ?? null

/** An image in its widest kept form, nearest to what link previews are shown at. */
export const previewVariant = async (ctx: Ctx, media_id: string): Promise<Buffer | undefined> =>
  (await sql<{ bytes: Buffer }>`select v.bytes from content.media_variants v where v.media_id = ${media_id} order by v.width desc limit 1`.execute(ctx.tx)).rows[0]?.bytes

/** How far a content is, for the team; held as it is until the end of the transaction. */
export const contentStanding = (ctx: Ctx, content_id: string): Promise<{ state: string; theme_id: string | null } | undefined> =>
  ctx.tx.selectFrom('content.contents').select(['state', 'theme_id']).where('organisation_id', '=', ctx.organisation_id).where('id', '=', content_id).forShare().executeTakeFirst()

export interface PublicContent {
  id: string
  programme_id: string
  kind: string
  title: string
  excerpt: string
  address: string | null
  media_id: string | null
  /** Width and height of the image. */
  media_size: [number, number] | null
  image_alt: string
  language: string
  campaign: string | null
}

/** What the public may know of a content, whoever asks. */
export const publicContent = async (ctx: Ctx, content_id: string): Promise<PublicContent | null> => {
  const { rows } = await sql<PublicContent>`
    select c.id, c.programme_id, c.kind, c.title, left(c.body_text, 280) as excerpt, c.address, c.media_id, c.image_alt, c.language, c.campaign,
      (select array[m.width, m.height] from content.media m where m.id = c.media_id) as media_size
    from content.contents c where c.id = ${content_id} and ${open(ctx)}`.execute(ctx.tx)
  return rows[0] ?? null
}

export interface PublicText extends Pick<PublicContent, 'id' | 'title' | 'excerpt' | 'media_id' | 'media_size' | 'image_alt' | 'language'> {
  body_html: string
  reading_minutes: number
  published_at: Date
}

/** A text that the public may read; null for any other content, and once it was withdrawn, expired or made internal. */
export const publicText = async (ctx: Ctx, content_id: string): Promise<PublicText | null> => {
  const { rows } = await sql<PublicText>`
    select c.id, c.title, left(c.body_text, 280) as excerpt, c.media_id, c.image_alt, c.language, c.body_html, c.reading_minutes, c.published_at,
      (select array[m.width, m.height] from content.media m where m.id = c.media_id) as media_size
    from content.contents c where c.id = ${content_id} and c.kind = 'text' and ${open(ctx)}`.execute(ctx.tx)
  return rows[0] ?? null
}
