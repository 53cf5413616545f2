import type { Language } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { emit } from '#kit/bus'
import { newId } from '#kit/ids'
import { found, notFound, problem } from '#kit/problem'
import { organisation } from '#room/organisations'
import { countWithdrawal, deleteAmbassador, upsertAmbassador } from '../queries/ambassadors.ts'
import { deleteAcceptances, insertAcceptance, readCharter } from '../queries/charters.ts'
import { readProgramme, type ProgrammeRow } from '../queries/programmes.ts'
import { departure } from '../rules.ts'

const self = ({ actor }: Ctx): string => actor.member_id ?? notFound()

/**
 * The actor accepts the charter's version that they read, and thereby is an ambassador.
 * @throws Problem 409 when another version came into force meanwhile.
 */
export const joinProgramme = async (ctx: Ctx, programme_id: string, accepted: { version: number; language: Language }): Promise<ProgrammeRow> => {
  const member_id = self(ctx)
  found(await readProgramme(ctx, programme_id))
  const charter = found(await readCharter(ctx, programme_id))
  if (accepted.version !== charter.version) problem(409, 'programme.charter_changed', { values: { version: charter.version } })
  await insertAcceptance(ctx, { id: newId(), programme_id, charter_id: charter.id, member_id, language: accepted.language })
  const is_new = await upsertAmbassador(ctx, { id: newId(), programme_id, member_id, charter_id: charter.id })
  if (is_new) await emit(ctx, { name: 'programme.joined', programme_id, member_id })
  return found(await readProgramme(ctx, programme_id))
}

/** The actor leaves, at once. Other rooms hear of it and cut what is theirs; leaving twice is leaving once. */
export const leaveProgramme = async (ctx: Ctx, programme_id: string): Promise<{ erased: typeof departure.erased[number][]; kept: typeof departure.kept[number][] }> => {
  const member_id = self(ctx)
  found(await readProgramme(ctx, programme_id))
  const left = await deleteAmbassador(ctx, member_id, programme_id)
  await deleteAcceptances(ctx, member_id, programme_id)
  if (left.length > 0) {
    await countWithdrawal(ctx, programme_id, ctx.actor.tribe ?? 'employees', (await organisation(ctx)).time_zone)
    await emit(ctx, { name: 'programme.left', programme_id, member_id })
  }
  return { erased: [...departure.erased], kept: [...departure.kept] }
}
