import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { Ctx } from '#kit/context'
import { countInGroups, readNumbering } from '#room/people'
import { Crowd } from '../crowd.ts'

/** An organisation's members by their numbers: how many numbers there are, who left (null: nobody), and those who are active. */
export interface Members { size: number; freed: Crowd | null; active: Crowd; active_count: number }

export const membersNow = async (ctx: Ctx): Promise<Members> => {
  const { given: size, active: active_count, freed, suspended } = await readNumbering(ctx)
  const gone = freed.length === 0 ? null : Crowd.of(size, freed)
  const active = Crowd.everybody(size).without(Crowd.read(size, suspended))
  return { size, freed: gone, active: gone === null ? active : active.without(gone), active_count }
}

/** Every group, by name, and whether it has enough active members to be told apart. */
export const groupsToChoose = async (ctx: Ctx, { size, active }: Members): Promise<{ id: string; name: string; enough: boolean }[]> =>
  (await countInGroups(ctx, size, [active.write()], ctx.now)).map(({ id, name, counts: [members = 0] }) => ({ id, name, enough: members >= anonymityThreshold }))
