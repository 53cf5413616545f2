import { z } from 'zod'
import type { Ctx } from '#kit/context'
import { found, problem } from '#kit/problem'
import { readAmbassadors, readWithdrawals, type AmbassadorRow } from './queries/ambassadors.ts'
import { readProgramme, readProgrammes, type ProgrammeRow } from './queries/programmes.ts'
import { readAllThemes, readThemes, readThemesByIds, type FiledTheme, type ThemeRow } from './queries/themes.ts'
import { isCharterToAccept } from './rules.ts'

export { createProgramme, type ProgrammeForm } from './actions/create-programme.ts'
export { setThemes, updateProgramme } from './actions/update-programme.ts'
export { publishCharter } from './actions/charter.ts'
export { joinProgramme, leaveProgramme } from './actions/join-and-leave.ts'
export { personalData } from './personal-data.ts'
export { routes } from './routes.ts'
export { mixOf, type Mix } from './rules.ts'
export type { ProgrammeRow, ThemeRow }

/** An ambassador left a programme, or a member the organisation: what names them there goes. */
export const programmeLeft = z.object({ name: z.literal('programme.left'), programme_id: z.string(), member_id: z.string() })
export const programmeChanged = z.object({ name: z.literal('programme.changed'), programme_id: z.string() })

/** The programmes that are open. */
export const programmesOf = (ctx: Ctx): Promise<ProgrammeRow[]> => readProgrammes(ctx)

/** One programme that is open; 404 otherwise. */
export const programmeOf = async (ctx: Ctx, programme_id: string): Promise<ProgrammeRow> => found(await readProgramme(ctx, programme_id))

/** A programme's themes in their order. */
export const themesOf = (ctx: Ctx, programme_id: string): Promise<ThemeRow[]> => readThemes(ctx, programme_id)

/** The themes of every open programme, archived ones after the others. */
export const everyTheme = (ctx: Ctx): Promise<FiledTheme[]> => readAllThemes(ctx)

/** Themes by id, archived ones too. */
export const themesByIds = (ctx: Ctx, ids: readonly string[]): Promise<ThemeRow[]> => readThemesByIds(ctx, ids)

/** Whether the actor is an ambassador of the programme who has accepted the charter in force. */
export const isAmbassador = async (ctx: Ctx, programme_id: string): Promise<boolean> => {
  const programme = await readProgramme(ctx, programme_id)
  return programme !== null && ctx.actor.member_id !== null && !isCharterToAccept(programme.charter_version, programme.accepted_version)
}

/**
 * Lets ambassadors pass who accepted the charter in force.
 * @throws Problem 404 where there is no such programme, 403 `programme.charter_to_accept` where its charter waits for the actor.
 */
export const requireAmbassador = async (ctx: Ctx, programme_id: string): Promise<ProgrammeRow> => {
  const programme = found(await readProgramme(ctx, programme_id))
  if (ctx.actor.member_id === null || isCharterToAccept(programme.charter_version, programme.accepted_version)) return problem(403, 'programme.charter_to_accept')
  return programme
}

/** Who the programme's ambassadors are, for rooms that count or reach them; never shown as a list to a manager. */
export const ambassadorsOf = (ctx: Ctx, programme_id: string): Promise<AmbassadorRow[]> => readAmbassadors(ctx, programme_id)

/** Departures by day and tribe, days inclusive; they name nobody. */
export const withdrawalsOf = (ctx: Ctx, programme_id: string, from: string, to: string) => readWithdrawals(ctx, programme_id, from, to)
