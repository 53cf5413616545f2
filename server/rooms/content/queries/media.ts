import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Db } from '#kit/db'

export interface MediaRow { id: string; width: number; height: number }
export interface Variant { width: number; type: string; bytes: Buffer }

export const readMediaByDigest = ({ tx, organisation_id }: Ctx, digest: Buffer): Promise<MediaRow | undefined> =>
  tx.selectFrom('content.media').select(['id', 'width', 'height']).where('organisation_id', '=', organisation_id).where('digest', '=', digest).executeTakeFirst()

export const readMedia = ({ tx, organisation_id }: Ctx, id: string): Promise<MediaRow | undefined> =>
  tx.selectFrom('content.media').select(['id', 'width', 'height']).where('organisation_id', '=', organisation_id).where('id', '=', id).executeTakeFirst()

/** False when the same picture was kept meanwhile. */
export const insertMedia = async ({ tx, organisation_id, now }: Ctx, row: MediaRow & { digest: Buffer }, variants: readonly Variant[]): Promise<boolean> => {
  const made = await tx.insertInto('content.media').values({ ...row, organisation_id, created_at: now })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'digest']).doNothing()).returning('id').executeTakeFirst()
  if (!made) return false
  await tx.insertInto('content.media_variants').values(variants.map((variant) => ({ ...variant, organisation_id, media_id: row.id }))).execute()
  return true
}

/** The smallest variant at least that wide, or the widest there is. */
export const readVariant = async ({ tx, organisation_id }: Ctx, media_id: string, width: number): Promise<Variant | undefined> => (await sql<Variant>`
  select width, type, bytes from content.media_variants where organisation_id = ${organisation_id} and media_id = ${media_id}
  order by width < ${width}, abs(width - ${width}) limit 1`.execute(tx)).rows[0]

/** Whether a content that was offered to the actor shows it. */
export const isShownTo = async ({ tx, organisation_id, actor: { tribe, group_ids } }: Ctx, media_id: string): Promise<boolean> => {
  const { rows } = await sql`select from content.contents c
    where c.organisation_id = ${organisation_id} and c.media_id = ${media_id} and c.state in ('published', 'expired')
      and (c.visibility = 'shareable' or ${tribe} = 'employees') and (c.tribes = '{}' or ${tribe} = any (c.tribes))
      and (c.group_ids = '{}' or c.group_ids && ${[...group_ids]}::uuid[]) limit 1`.execute(tx)
  return rows.length > 0
}

/** Whose image it is, or null. */
export const readMediaOrganisation = async (db: Db, media_id: string): Promise<string | null> =>
  (await sql<{ id: string | null }>`select content.media_organisation(${media_id}) as id`.execute(db)).rows[0]?.id ?? null

/** Images that nothing shows any more. */
export const deleteUnusedMedia = async ({ tx, organisation_id }: Ctx, before: Date): Promise<void> => {
  await sql`delete from content.media m where organisation_id = ${organisation_id} and created_at < ${before}
    and not exists (select from content.items i where i.media_id = m.id) and not exists (select from content.contents c where c.media_id = m.id)`.execute(tx)
}
