import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { emit } from '#kit/bus'
import { found, problem, refuseField } from '#kit/problem'
import { audit } from '#room/organisations'
import { changeProgramme, readProgramme, type ProgrammeChanges, type ProgrammeRow } from '../queries/programmes.ts'
import { archiveThemes, changeTheme, insertTheme, lockProgramme, readThemes, type ThemeRow } from '../queries/themes.ts'
import { bareHashtag, refusalOfThemes } from '../rules.ts'

export const updateProgramme = async (ctx: Ctx, programme_id: string, changes: ProgrammeChanges): Promise<ProgrammeRow> => {
  found(await lockProgramme(ctx, programme_id))
  const { disclosure_hashtag, ...rest } = changes
  await changeProgramme(ctx, programme_id, { ...rest, ...(disclosure_hashtag !== undefined && { disclosure_hashtag: bareHashtag(disclosure_hashtag) }) })
  await audit(ctx, 'programme.changed', programme_id, { fields: Object.keys(changes) })
  await emit(ctx, { name: 'programme.changed', programme_id })
  return found(await readProgramme(ctx, programme_id))
}

export interface ThemeDraft { id?: string | undefined; name: string; colour: string; target_percent: number }

/**
 * The programme's themes become these, in this order; those left out are archived, and contents keep them.
 * @throws Problem 422 when their shares do not come to 100, a name comes twice, or an id is not one of the programme's.
 */
export const setThemes = async (ctx: Ctx, programme_id: string, drafts: readonly ThemeDraft[]): Promise<ThemeRow[]> => {
  found(await lockProgramme(ctx, programme_id))
  const refusal = refusalOfThemes(drafts)
  if (refusal) refuseField(refusal.field, refusal.code, refusal.values)
  const known = new Set((await readThemes(ctx, programme_id)).map(({ id }) => id))
  const given = drafts.flatMap(({ id }) => id ?? [])
  const stranger = drafts.findIndex(({ id }, index) => id !== undefined && (!known.has(id) || given.indexOf(id) !== given.lastIndexOf(id) && given.indexOf(id) !== index))
  if (stranger >= 0) problem(422, 'invalid_input', { fields: [{ field: `themes.${stranger}.id`, code: 'invalid' }] })
  await archiveThemes(ctx, programme_id, given)
  for (const [position, { id, ...draft }] of drafts.entries()) {
    if (id === undefined) await insertTheme(ctx, { ...draft, id: newId(), programme_id, position })
    else await changeTheme(ctx, { ...draft, id, position })
  }
  await audit(ctx, 'programme.themes_changed', programme_id)
  await emit(ctx, { name: 'programme.changed', programme_id })
  return readThemes(ctx, programme_id)
}
