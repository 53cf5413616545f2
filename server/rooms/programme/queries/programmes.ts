import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

export interface ProgrammeRow {
  id: string
  name: string
  purpose: string
  networks: string[]
  disclosure_hashtag: string | null
  utm_enabled: boolean
  created_at: Date
  charter_version: number
  /** The actor's own part. */
  joined_at: Date | null
  accepted_version: number | null
}

const openProgrammes = ({ tx, organisation_id, actor }: Ctx) =>
  tx.selectFrom('programme.programmes as p')
    .leftJoin('programme.ambassadors as a', (join) => join.onRef('a.programme_id', '=', 'p.id').on('a.member_id', '=', actor.member_id))
    .leftJoin('programme.charters as accepted', 'accepted.id', 'a.charter_id')
    .where('p.organisation_id', '=', organisation_id).where('p.closed_at', 'is', null)
    .select(['p.id', 'p.name', 'p.purpose', 'p.networks', 'p.disclosure_hashtag', 'p.utm_enabled', 'p.created_at', 'a.joined_at', 'accepted.version as accepted_version'])
    .select(sql<number>`(select coalesce(max(c.version), 0) from programme.charters c where c.programme_id = p.id)`.as('charter_version'))

export const readProgrammes = (ctx: Ctx): Promise<ProgrammeRow[]> => openProgrammes(ctx).orderBy('p.created_at').orderBy('p.id').execute()

export const readProgramme = async (ctx: Ctx, programme_id: string): Promise<ProgrammeRow | null> => {
  return (await openProgrammes(ctx).where('p.id', '=', programme_id).executeTakeFirst()) ?? null
}

export const insertProgramme = ({ tx, organisation_id, actor, now }: Ctx, row: { id: string; name: string; purpose: string; networks: string[] }) =>
  tx.insertInto('programme.programmes').values({ ...row, organisation_id, created_by: actor.member_id, updated_by: actor.member_id, created_at: now, updated_at: now }).execute()

export interface ProgrammeChanges { name?: string | undefined; purpose?: string | undefined; networks?: string[] | undefined; disclosure_hashtag?: string | null | undefined; utm_enabled?: boolean | undefined }

export const changeProgramme = ({ tx, organisation_id, actor, now }: Ctx, programme_id: string, changes: ProgrammeChanges) =>
  tx.updateTable('programme.programmes').set({ ...changes, updated_by: actor.member_id, updated_at: now })
    .where('organisation_id', '=', organisation_id).where('id', '=', programme_id).execute()

/** Keeps what a member did in the programmes' forms and charters, without who did it. */
export const forgetProgrammeAuthor = async ({ tx, organisation_id }: Ctx, member_id: string): Promise<void> => {
  for (const column of ['created_by', 'updated_by'] as const) {
    await tx.updateTable('programme.programmes').set({ [column]: null }).where('organisation_id', '=', organisation_id).where(column, '=', member_id).execute()
  }
  await tx.updateTable('programme.charters').set({ published_by: null }).where('organisation_id', '=', organisation_id).where('published_by', '=', member_id).execute()
}
