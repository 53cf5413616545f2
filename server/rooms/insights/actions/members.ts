import type { Ctx } from '#kit/context'
import { groupsByNumber, readNumbering } from '#room/people'
import { Crowd } from '../crowd.ts'

/** An organisation's members by their numbers: how many numbers there are, how many members are active, who left, who is suspended. */
export interface Members { size: number; active: number; freed: Crowd; suspended: Crowd; left: boolean }

export const membersNow = async (ctx: Ctx): Promise<Members> => {
  const { given, active, freed, suspended } = await readNumbering(ctx)
  return { size: given, active, freed: Crowd.of(given, freed), suspended: Crowd.read(given, suspended), left: freed.length > 0 }
}

/** A group's members, and those of them who are active. */
export interface GroupCrowd { id: string; name: string; all: Crowd; active: Crowd }

/** Every group, by name. */
export const groupsNow = async (ctx: Ctx, { size, freed, suspended }: Members): Promise<GroupCrowd[]> =>
  (await groupsByNumber(ctx)).map(({ id, name, members }) => {
    const all = Crowd.read(size, members).without(freed)
    return { id, name, all, active: all.without(suspended) }
  })
