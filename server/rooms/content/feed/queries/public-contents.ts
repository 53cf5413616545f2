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

/** The image of a content, in the kept width nearest to what link previews are shown at (1200). */
export const previewVariant = async (ctx: Ctx, content_id: string): Promise<{ type: string; bytes: Buffer } | undefined> => (await sql<{ type: string; bytes: Buffer }>`
  select v.type, v.bytes from content.contents c join content.media_variants v on v.media_id = c.media_id
  where c.id = ${content_id} and ${open(ctx)} order by abs(v.width - 1200) limit 1`.execute(ctx.tx)).rows[0]

export interface PublicContent {
  id: string
  programme_id: string
  kind: string
  title: string
  excerpt: string
  address: string | null
  media_id: string | null
  image_alt: string
  language: string
  campaign: string | null
}

/** What the public may know of a content, whoever asks. */
export const publicContent = async (ctx: Ctx, content_id: string): Promise<PublicContent | null> => {
  const { rows } = await sql<PublicContent>`
    select c.id, c.programme_id, c.kind, c.title, left(c.body_text, 280) as excerpt, c.address, c.media_id, c.image_alt, c.language, c.campaign
    from content.contents c where c.id = ${content_id} and ${open(ctx)}`.execute(ctx.tx)
  return rows[0] ?? null
}

export interface PublicText extends Pick<PublicContent, 'id' | 'title' | 'excerpt' | 'image_alt' | 'language'> {
  body_html: string
  /** Width and height of the image; null without one. */
  media_size: [number, number] | null
  reading_minutes: number
  published_at: Date
}

/** A text that the public may read; null for any other content, and once it was withdrawn, expired or made internal. */
export const publicText = async (ctx: Ctx, content_id: string): Promise<PublicText | null> => {
  const { rows } = await sql<PublicText>`
    select c.id, c.title, left(c.body_text, 280) as excerpt, c.image_alt, c.language, c.body_html, c.reading_minutes, c.published_at,
      (select array[m.width, m.height] from content.media m where m.id = c.media_id) as media_size
    from content.contents c where c.id = ${content_id} and c.kind = 'text' and ${open(ctx)}`.execute(ctx.tx)
  return rows[0] ?? null
}
