import type { Language } from '@portevoix/contract/shapes'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { emit } from '#kit/bus'
import { found } from '#kit/problem'
import { audit, organisation } from '#room/organisations'
import { startingCharter } from '../charter/texts.ts'
import { insertCharter } from '../queries/charters.ts'
import { insertProgramme, readProgramme, type ProgrammeRow } from '../queries/programmes.ts'
import { insertTheme } from '../queries/themes.ts'
import { startingThemes } from '../rules.ts'

export interface ProgrammeForm {
  name: string
  purpose: string
  networks: readonly NetworkId[]
  /** Of the themes' first names; the organisation's unless told. */
  language?: Language
}

/** Opens a programme: the usual mix of themes, and the first version of a charter, which nobody has accepted yet. */
export const createProgramme = async (ctx: Ctx, { name, purpose, networks, language }: ProgrammeForm): Promise<ProgrammeRow> => {
  const id = newId()
  await insertProgramme(ctx, { id, name, purpose, networks: [...networks] })
  const themes = startingThemes(language ?? (await organisation(ctx)).language)
  for (const [position, theme] of themes.entries()) await insertTheme(ctx, { ...theme, id: newId(), programme_id: id, position })
  await insertCharter(ctx, { id: newId(), programme_id: id, version: 1, markdown_fr: startingCharter.fr, markdown_en: startingCharter.en })
  await audit(ctx, 'programme.created', id)
  await emit(ctx, { name: 'programme.created', programme_id: id })
  return found(await readProgramme(ctx, id))
}
