import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Preview } from '../preview.ts'
import type { ClickCount } from './clicks.ts'

export interface NewCampaignLink {
  id: string; slug: string; likeness: string; target: string; programme_id: string; content_id: string; theme_id: string | null; network: string; preview: Preview
}

/** Makes the link, unless its slug, or one that looks like it, is taken: null then. Else the host that it is made on. */
export const insertCampaignLink = async ({ tx, organisation_id, now }: Ctx, link: NewCampaignLink): Promise<{ host: string | null } | null> => {
  const preferred = sql<string | null>`(select host from links.domains where organisation_id = ${organisation_id} and preferred)`
  const made = await tx.insertInto('links.links').values({ ...link, preview: JSON.stringify(link.preview), organisation_id, created_at: now, host: preferred })
    .onConflict((conflict) => conflict.doNothing()).returning('host').executeTakeFirst()
  return made ?? null
}

/** The organisation's own slug that looks like this one; other organisations' are not told. */
export const readLookAlike = async ({ tx, organisation_id }: Ctx, likeness: string): Promise<string | null> =>
  (await tx.selectFrom('links.links').select('slug').where('organisation_id', '=', organisation_id).where('likeness', '=', likeness).executeTakeFirst())?.slug ?? null

/** Ends a link, or lets it lead on again, whatever becomes of its content. */
export const setWithdrawn = async ({ tx, organisation_id }: Ctx, id: string, withdrawn_at: Date | null): Promise<void> => {
  await tx.updateTable('links.links').set({ withdrawn_at }).where('organisation_id', '=', organisation_id).where('id', '=', id).where('share_id', 'is', null).execute()
}

/** What campaign links brought since they were made, by link; those that nobody came by are missing. */
export const readCampaignClicks = async ({ tx, organisation_id }: Ctx, ids: readonly string[]): Promise<Map<string, ClickCount>> => {
  const { rows } = await sql<ClickCount & { link_id: string }>`
    select link_id, sum(clicks)::integer as clicks, sum(drops)::integer as drops
    from links.daily_link_clicks where organisation_id = ${organisation_id} and link_id = any(${[...ids]}::uuid[]) group by link_id`.execute(tx)
  return new Map(rows.map(({ link_id, ...count }) => [link_id, count]))
}
