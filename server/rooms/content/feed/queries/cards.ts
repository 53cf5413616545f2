import { sql, type RawBuilder } from 'kysely'
import type { Show } from '@portevoix/contract/feed'
import type { Ctx } from '#kit/context'
import type { DatedPosition, FeedPosition, ScoredPosition } from '../cursor.ts'

/** A content as the feed's queries give it: everything a card shows but its theme's name. */
export interface CardRow {
  id: string
  programme_id: string
  kind: string
  visibility: 'internal' | 'shareable'
  language: string
  title: string
  excerpt: string
  address: string | null
  site_name: string | null
  media_id: string | null
  /** Width and height of the image. */
  media_size: [number, number] | null
  image_alt: string
  theme_id: string | null
  reading_minutes: number
  published_at: Date
  expires_at: Date | null
  rank: number
  likes: number
  liked: boolean
  saved: boolean
  read: boolean
}

/** What may be shown to the actor: published, not expired, and meant for them (isMeantFor of rules.ts, in SQL). */
export const visible = ({ actor, now }: Ctx): RawBuilder<boolean> => sql<boolean>`(
  c.state = 'published' and c.rank is not null and (c.expires_at is null or c.expires_at > ${now})
  and ${actor.tribe}::text is not null
  and (c.visibility = 'shareable' or ${actor.tribe}::text = 'employees')
  and (c.tribes = '{}' or ${actor.tribe}::text = any (c.tribes))
  and (c.group_ids = '{}' or c.group_ids && ${[...actor.group_ids]}::uuid[]))`

const excerptLength = 280

/**
 * What a card shows of a content `c`. Each figure beside it is asked for by itself, for the rows that leave only: as joins, seven
 * tables under row-level security took the planner ten times as long as the answer itself.
 */
const cardColumns = ({ actor: { member_id } }: Ctx) => sql`
  c.id, c.programme_id, c.kind, c.visibility, c.language, c.title, left(c.body_text, ${sql.lit(excerptLength)}) as excerpt, c.address, c.site_name,
  c.media_id, (select array[m.width, m.height] from content.media m where m.id = c.media_id) as media_size, c.image_alt, c.theme_id,
  c.reading_minutes, c.published_at, c.expires_at, c.rank,
  coalesce((select t.likes from content.like_totals t where t.content_id = c.id), 0) as likes,
  (select true from content.likes l where l.content_id = c.id and l.member_id = ${member_id}) is not null as liked,
  (select true from content.saves s where s.content_id = c.id and s.member_id = ${member_id}) is not null as saved,
  (select r.read_at from content.reads r where r.content_id = c.id and r.member_id = ${member_id}) is not null as read`

export interface FeedFilter { programme_id: string; theme_id?: string | undefined; show: Show }

/** The next contents of one walk, `limit` at most: an index read in rank order, filtered as it goes. */
export const walkFeed = async (ctx: Ctx, { programme_id, theme_id, show }: FeedFilter, { walk, as_of, floor, after }: FeedPosition, limit: number): Promise<CardRow[]> => {
  const was_read = sql`exists (select from content.reads r where r.member_id = ${ctx.actor.member_id} and r.content_id = c.id and r.read_at <= ${as_of}::timestamptz)`
  const in_walk = walk === 'unread' ? sql`c.rank >= ${floor} and not ${was_read}`
    : show === 'unread' ? sql`c.rank < ${floor} and not ${was_read}`
    : sql`(c.rank < ${floor} or ${was_read})`
  const { rows } = await sql<CardRow>`
    select ${cardColumns(ctx)} from content.contents c
    where c.programme_id = ${programme_id} and ${visible(ctx)} and ${in_walk}
      ${after ? sql`and (c.rank, c.id) < (${after.rank}, ${after.id}::uuid)` : sql``}
      ${theme_id ? sql`and c.theme_id = ${theme_id}` : sql``}
      ${show === 'to_share' ? sql`and c.visibility = 'shareable'` : show === 'to_read' ? sql`and c.visibility = 'internal'` : sql``}
    order by c.rank desc, c.id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

/** What contents are filed under, and may be found by. */
export interface Filed { kind: 'theme' | 'channel'; id: string; name: string }

export const readChannelNames = async ({ tx, organisation_id }: Ctx, programme_id: string): Promise<{ id: string; name: string }[]> =>
  tx.selectFrom('content.channels').select(['id', 'name']).where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).execute()

/** Contents that hold the words, or are filed under a name that does, best match first. */
export const matchContents = async (
  ctx: Ctx, programme_id: string, { whole, growing }: { whole: string; growing: string | null }, filed: readonly Filed[], after: ScoredPosition | null, limit: number,
): Promise<(CardRow & { score: number })[]> => {
  const named = sql`${filed.map(({ kind, id }) => `${kind}:${id}`)}::text[], ${filed.map(({ name }) => name)}::text[]`
  const query = (dictionary: 'french' | 'english') => {
    const widened = (words: RawBuilder<unknown>) => sql`content.widened(${words}, ${sql.lit(dictionary)}, ${named})`
    const said = widened(sql`websearch_to_tsquery(${sql.lit(dictionary)}, content.fold(${whole}))`)
    if (growing === null) return said
    // its stem, or the beginning of a longer word
    const last = sql`(${widened(sql`plainto_tsquery(${sql.lit(dictionary)}, content.fold(${growing}))`)} || to_tsquery('simple', content.fold(${growing}) || ':*') || content.begun(${growing}, ${named}))`
    return sql`case when numnode(${said}) = 0 then ${last} else ${said} && ${last} end`
  }
  const { rows } = await sql<CardRow & { score: number }>`
    select ${cardColumns(ctx)}, match.score from content.matching(${programme_id}, (${query('french')}) || (${query('english')})) match
      join content.contents c on c.id = match.content_id
    where ${visible(ctx)} ${after ? sql`and (match.score, c.id) < (${after.score}::real, ${after.id}::uuid)` : sql``}
    order by match.score desc, c.id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

/** Contents saved for later, latest first. */
export const savedContents = async (ctx: Ctx, programme_id: string, after: DatedPosition | null, limit: number): Promise<(CardRow & { saved_at: Date })[]> => {
  const { rows } = await sql<CardRow & { saved_at: Date }>`
    select ${cardColumns(ctx)}, saves.saved_at from content.saves saves join content.contents c on c.id = saves.content_id
    where saves.member_id = ${ctx.actor.member_id} and c.programme_id = ${programme_id} and ${visible(ctx)}
      ${after ? sql`and (saves.saved_at, saves.content_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by saves.saved_at desc, saves.content_id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

export interface ContentRow extends CardRow { body_html: string; characters: number; hashtags: string[]; channel_name: string | null; campaign: string | null }

/** One content, where the actor may see it. */
export const visibleContent = async (ctx: Ctx, content_id: string): Promise<ContentRow | null> => {
  const { rows } = await sql<ContentRow>`
    select ${cardColumns(ctx)}, c.body_html, length(c.body_text) as characters, c.hashtags, c.campaign,
      (select h.name from content.channels h where h.id = c.channel_id) as channel_name
    from content.contents c where c.id = ${content_id} and ${visible(ctx)}`.execute(ctx.tx)
  return rows[0] ?? null
}
