import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Db } from '#kit/db'

/** The key of a content's page: the one it has, or else this one from now on. */
export const keepPageKey = async (ctx: Ctx, content_id: string, key: string): Promise<string> => {
  await ctx.tx.insertInto('sharing.pages').values({ content_id, organisation_id: ctx.organisation_id, key, created_at: ctx.now })
    .onConflict((conflict) => conflict.column('content_id').doNothing()).execute()
  return (await ctx.tx.selectFrom('sharing.pages').select('key').where('content_id', '=', content_id).executeTakeFirstOrThrow()).key
}

export interface PageRow { organisation_id: string; content_id: string }

/** Whose page has this key, whatever the organisation; null for a key that no page has. */
export const pageByKey = async (db: Db, key: string): Promise<PageRow | null> =>
  (await sql<PageRow>`select organisation_id, content_id from sharing.page(${key})`.execute(db)).rows[0] ?? null
