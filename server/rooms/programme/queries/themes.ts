import type { Ctx } from '#kit/context'

export interface ThemeRow { id: string; name: string; colour: string; target_percent: number }

export const readThemes = ({ tx, organisation_id }: Ctx, programme_id: string): Promise<ThemeRow[]> =>
  tx.selectFrom('programme.themes').select(['id', 'name', 'colour', 'target_percent'])
    .where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).where('archived_at', 'is', null)
    .orderBy('position').orderBy('id').execute()

export interface FiledTheme { id: string; name: string; programme_id: string; archived: boolean }

/** The themes of every open programme, archived ones last: what was published under them stays so. */
export const readAllThemes = async ({ tx, organisation_id }: Ctx): Promise<FiledTheme[]> => {
  const rows = await tx.selectFrom('programme.themes as t').innerJoin('programme.programmes as p', 'p.id', 't.programme_id').select(['t.id', 't.name', 't.programme_id', 't.archived_at'])
    .where('t.organisation_id', '=', organisation_id).where('p.closed_at', 'is', null)
    .orderBy('p.created_at').orderBy('p.id').orderBy((row) => row('t.archived_at', 'is not', null)).orderBy('t.position').orderBy('t.id').execute()
  return rows.map(({ archived_at, ...theme }) => ({ ...theme, archived: archived_at !== null }))
}

/** Themes by their ids, archived ones too: a content keeps the theme it was published under. */
export const readThemesByIds = ({ tx, organisation_id }: Ctx, ids: readonly string[]): Promise<ThemeRow[]> =>
  tx.selectFrom('programme.themes').select(['id', 'name', 'colour', 'target_percent'])
    .where('organisation_id', '=', organisation_id).where('id', 'in', ids.length ? [...ids] : ['00000000-0000-0000-0000-000000000000']).execute()

export const archiveThemes = ({ tx, organisation_id, now }: Ctx, programme_id: string, kept: readonly string[]) =>
  tx.updateTable('programme.themes').set({ archived_at: now })
    .where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).where('archived_at', 'is', null)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', [...kept])).execute()

export const insertTheme = ({ tx, organisation_id }: Ctx, row: ThemeRow & { programme_id: string; position: number }) =>
  tx.insertInto('programme.themes').values({ ...row, organisation_id }).execute()

export const changeTheme = ({ tx, organisation_id }: Ctx, { id, ...changes }: ThemeRow & { position: number }) =>
  tx.updateTable('programme.themes').set(changes).where('organisation_id', '=', organisation_id).where('id', '=', id).execute()

/** Serialises the changes of one programme's form. */
export const lockProgramme = ({ tx, organisation_id }: Ctx, programme_id: string) =>
  tx.selectFrom('programme.programmes').select('id').where('organisation_id', '=', organisation_id).where('id', '=', programme_id).where('closed_at', 'is', null)
    .forUpdate().executeTakeFirst()
