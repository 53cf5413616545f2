import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Preview } from '../preview.ts'

export interface NewLink {
  id: string
  slug: string
  target: string
  share_id: string
  programme_id: string
  content_id: string
  theme_id: string | null
  network: string
  sharer_id: string
  tribe: Tribe
  group_ids: readonly string[]
  preview: Preview
}

/** Gives the host that the link is made on: the domain that the organisation prefers, or null. */
export const insertLink = async ({ tx, organisation_id, now }: Ctx, link: NewLink): Promise<string | null> => {
  const preferred = sql<string | null>`(select host from links.domains where organisation_id = ${organisation_id} and preferred)`
  const { host } = await tx.insertInto('links.links')
    .values({ ...link, group_ids: [...link.group_ids], preview: JSON.stringify(link.preview), organisation_id, created_at: now, host: preferred })
    .returning('host').executeTakeFirstOrThrow()
  return host
}

/** Slugs, and the hosts that they were made on; null where that was none, or is no longer the organisation's. */
export const readAddresses = ({ tx, organisation_id }: Ctx, ids: readonly string[]): Promise<{ id: string; slug: string; host: string | null }[]> =>
  tx.selectFrom('links.links as l')
    .leftJoin('links.domains as d', (join) => join.onRef('d.organisation_id', '=', 'l.organisation_id').onRef('d.host', '=', 'l.host').on('d.verified_at', 'is not', null))
    .select(['l.id', 'l.slug', 'd.host']).where('l.organisation_id', '=', organisation_id).where('l.id', '=', sql<string>`any(${[...ids]}::uuid[])`).execute()

const ofContent = ({ tx, organisation_id }: Ctx, content_id: string) =>
  tx.updateTable('links.links').where('organisation_id', '=', organisation_id).where('content_id', '=', content_id)

export const setPreviews = async (ctx: Ctx, content_id: string, preview: Preview): Promise<void> => {
  await ofContent(ctx, content_id).set({ preview: JSON.stringify(preview) }).execute()
}

/** The links of a content, by network: parameters differ from one to another. */
export const setTargets = async (ctx: Ctx, content_id: string, network: string, target: string): Promise<void> => {
  await ofContent(ctx, content_id).set({ target }).where('network', '=', network).execute()
}

export const networksOfContent = ({ tx, organisation_id }: Ctx, content_id: string): Promise<{ network: string }[]> =>
  tx.selectFrom('links.links').select('network').distinct()
    .where('organisation_id', '=', organisation_id).where('content_id', '=', content_id).execute()

export const markRemoved = async (ctx: Ctx, content_id: string): Promise<void> => {
  await ofContent(ctx, content_id).set({ removed_at: ctx.now }).where('removed_at', 'is', null).execute()
}

export const unmarkRemoved = async (ctx: Ctx, content_id: string): Promise<void> => {
  await ofContent(ctx, content_id).set({ removed_at: null }).where('removed_at', 'is not', null).execute()
}

/**
 * Takes a member off their links, of one programme where one is named: who shared, and the groups that together could say who.
 * Where no link names them any more, what recognises their own visits goes too.
 */
export const clearSharer = async ({ tx, organisation_id }: Ctx, member_id: string, programme_id?: string): Promise<void> => {
  const part = programme_id === undefined ? sql`true` : sql`programme_id = ${programme_id}`
  await sql`update links.links set sharer_id = null, group_ids = '{}' where organisation_id = ${organisation_id} and sharer_id = ${member_id} and ${part}`.execute(tx)
  await sql`delete from links.sharer_marks where organisation_id = ${organisation_id} and member_id = ${member_id}
    and not exists (select from links.links where organisation_id = ${organisation_id} and sharer_id = ${member_id})`.execute(tx)
}

export const linksOfSharer = ({ tx, organisation_id }: Ctx, member_id: string) =>
  tx.selectFrom('links.links').select(['slug', 'target', 'content_id', 'network', 'created_at', 'first_click_at', 'removed_at'])
    .where('organisation_id', '=', organisation_id).where('sharer_id', '=', member_id).orderBy('id').execute()

/** Which of these links were ended. */
export const endedAmong = async ({ tx, organisation_id }: Ctx, ids: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    select id from links.links where organisation_id = ${organisation_id} and id = any(${[...ids]}::uuid[]) and removed_at is not null`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export const linksById = async ({ tx, organisation_id }: Ctx, ids: readonly string[]) => {
  const { rows } = await sql<{ id: string; number: number; organisation_id: string; sharer_id: string | null; removed: boolean }>`
    select id, number, organisation_id, sharer_id, removed_at is not null as removed
    from links.links where organisation_id = ${organisation_id} and id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
