import { sql } from 'kysely'
import type { ContentState } from '@portevoix/contract/content/contents'
import type { Language, Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'

export interface ContentRecord {
  id: string; programme_id: string; kind: 'link' | 'text'; state: ContentState; visibility: 'internal' | 'shareable'; language: Language; title: string
  body_html: string; body_text: string; address: string | null; site_name: string | null; item_id: string | null; media_id: string | null; image_alt: string
  theme_id: string | null; channel_id: string | null; hashtags: string[]; campaign: string | null; reading_minutes: number; tribes: Tribe[]; group_ids: string[]
  publish_at: Date | null; published_at: Date | null; expires_at: Date | null; version: number
  created_by: string | null; updated_by: string | null; created_at: Date; updated_at: Date; media_width: number | null; media_height: number | null
}

const columns = sql.raw(['id', 'programme_id', 'kind', 'state', 'visibility', 'language', 'title', 'body_html', 'body_text', 'address', 'site_name', 'item_id', 'media_id', 'image_alt',
  'theme_id', 'channel_id', 'hashtags', 'campaign', 'reading_minutes', 'tribes', 'group_ids', 'publish_at', 'published_at', 'expires_at', 'version',
  'created_by', 'updated_by', 'created_at', 'updated_at'].map((name) => `c.${name}`).join(', '))

export const readContent = async (ctx: Ctx, id: string): Promise<ContentRecord | undefined> => (await sql<ContentRecord>`
  select ${columns}, m.width as media_width, m.height as media_height from content.contents c left join content.media m on m.id = c.media_id
  where c.organisation_id = ${ctx.organisation_id} and c.id = ${id}`.execute(ctx.tx)).rows[0]

/** Holds the content until the end of the transaction, so that two decisions follow each other. */
export const lockContent = ({ tx, organisation_id }: Ctx, id: string) =>
  tx.selectFrom('content.contents').select('id').where('organisation_id', '=', organisation_id).where('id', '=', id).forUpdate().executeTakeFirst()

export type NewContent = Pick<ContentRecord, 'id' | 'programme_id' | 'kind' | 'visibility' | 'language'>
  & Partial<Pick<ContentRecord, 'title' | 'body_html' | 'body_text' | 'address' | 'site_name' | 'item_id' | 'media_id' | 'reading_minutes' | 'tribes'>>

export const insertContent = ({ tx, organisation_id, actor, now }: Ctx, row: NewContent) =>
  tx.insertInto('content.contents').values({ ...row, organisation_id, state: 'draft', created_by: actor.member_id, updated_by: actor.member_id, created_at: now, updated_at: now }).execute()

export type ContentPatch = Partial<Omit<ContentRecord, 'id' | 'programme_id' | 'version' | 'created_by' | 'created_at' | 'media_width' | 'media_height'>> & { rank?: number }

/** The next version of a content. */
export const changeContent = ({ tx, organisation_id, actor, now }: Ctx, id: string, patch: ContentPatch) =>
  tx.updateTable('content.contents').set((row) => ({ ...patch, version: row('version', '+', 1), updated_by: actor.member_id, updated_at: now }))
    .where('organisation_id', '=', organisation_id).where('id', '=', id).execute()

export const deleteContent = ({ tx, organisation_id }: Ctx, id: string) =>
  tx.deleteFrom('content.contents').where('organisation_id', '=', organisation_id).where('id', '=', id).execute()

export interface ContentFilter { programme_id: string; state: string; theme_id?: string | undefined; words?: string | undefined }
export type ContentLineRow = ContentRecord & { placed_at: Date; networks: string[] }

const escaped = (words: string) => `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`

export const readContents = async (ctx: Ctx, { programme_id, state, theme_id, words }: ContentFilter, after: { placed_at: string; id: string } | null, limit: number): Promise<ContentLineRow[]> => (await sql<ContentLineRow>`
  select ${columns}, c.placed_at, m.width as media_width, m.height as media_height,
    array(select distinct network from content.captions where content_id = c.id order by network) as networks
  from content.contents c left join content.media m on m.id = c.media_id
  where c.organisation_id = ${ctx.organisation_id} and c.programme_id = ${programme_id} and c.state = ${state}
    ${theme_id ? sql`and c.theme_id = ${theme_id}` : sql``} ${words?.trim() ? sql`and content.fold(c.title) like content.fold(${escaped(words)})` : sql``}
    ${after ? sql`and (c.placed_at, c.id) < (${after.placed_at}::timestamptz, ${after.id}::uuid)` : sql``}
  order by c.placed_at desc, c.id desc limit ${limit}`.execute(ctx.tx)).rows

export const countContents = async ({ tx, organisation_id }: Ctx, programme_id: string): Promise<Map<string, number>> =>
  new Map((await tx.selectFrom('content.contents').select(['state', (row) => row.fn.countAll<number>().as('contents')])
    .where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).groupBy('state').execute()).map(({ state, contents }) => [state, contents]))

/** How many contents of each theme came out in a period. */
export const countByTheme = async ({ tx, organisation_id }: Ctx, programme_id: string, since: Date): Promise<Map<string, number>> =>
  new Map((await tx.selectFrom('content.contents').select(['theme_id', (row) => row.fn.countAll<number>().as('contents')])
    .where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).where('published_at', '>=', since).where('theme_id', 'is not', null)
    .groupBy('theme_id').execute()).map(({ theme_id, contents }) => [theme_id ?? '', contents]))

export interface DueContents { to_publish: string[]; to_expire: string[] }

export const readDueContents = async ({ tx, organisation_id, now }: Ctx): Promise<DueContents> => {
  const due = (state: string, column: 'publish_at' | 'expires_at') => tx.selectFrom('content.contents').select('id')
    .where('organisation_id', '=', organisation_id).where('state', '=', state).where(column, '<=', now).orderBy(column).limit(500).execute()
  const [publish, expire] = [await due('scheduled', 'publish_at'), await due('published', 'expires_at')]
  return { to_publish: publish.map(({ id }) => id), to_expire: expire.map(({ id }) => id) }
}

export const readContentByItem = ({ tx, organisation_id }: Ctx, item_id: string) =>
  tx.selectFrom('content.contents').select('id').where('organisation_id', '=', organisation_id).where('item_id', '=', item_id).orderBy('id').executeTakeFirst()
