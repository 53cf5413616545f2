import type { GroupDependents } from '@portevoix/contract/content/groups'
import { allows } from '@portevoix/contract/permissions'
import type { Ctx } from '#kit/context'
import { emit } from '#kit/bus'
import { found, refuseField } from '#kit/problem'
import { groupUses, knownGroups, removeGroup } from '#room/people'
import { changeContent } from '../queries/contents.ts'
import { readContentsOfGroup, type GroupContent } from '../queries/group-contents.ts'
import { groupsWithout, mustStayWhole } from '../rules.ts'
import { decide, heldContent, noteEdit } from './contents.ts'
import { expireContent } from './publication.ts'

const namedAtMost = 100

type Dependent = GroupContent & { others: string[] }

/** The contents of a group, each with the other groups of its audience that are still there. */
const dependentsOf = async (ctx: Ctx, group_id: string): Promise<Dependent[]> => {
  const contents = await readContentsOfGroup(ctx, group_id)
  const known = new Set(await knownGroups(ctx, [...new Set(contents.flatMap(({ group_ids }) => group_ids))]))
  return contents.map((content) => ({ ...content, others: content.group_ids.filter((id) => id !== group_id && known.has(id)) }))
}

export const groupDependents = async (ctx: Ctx, group_id: string): Promise<GroupDependents> => {
  const uses = found(await groupUses(ctx, group_id))
  const contents = await dependentsOf(ctx, group_id)
  const alone = contents.filter(({ others }) => others.length === 0)
  // who may not read contents is told how many there are, not what they are called
  const named = allows('content.curate', ctx.actor.roles) ? alone.slice(0, namedAtMost).map(({ id, title, state }) => ({ id, title, state })) : []
  return { ...uses, contents: contents.length, alone: named, alone_count: alone.length }
}

/** What was for this group alone is for nobody now: it waits for somebody to choose whom it is for. */
const leaveToNobody = async (ctx: Ctx, { id, state }: Dependent): Promise<void> => {
  if (state === 'published') return expireContent(ctx, id)
  if (state !== 'scheduled') return
  await changeContent(ctx, id, { state: 'draft', publish_at: null })
  await decide(ctx, id, 'unscheduled')
}

const changeAudience = async (ctx: Ctx, { id, state }: Dependent, group_ids: string[]): Promise<void> => {
  await changeContent(ctx, id, { group_ids })
  if (mustStayWhole(state)) await noteEdit(ctx, id)
  if (state === 'published') await emit(ctx, { name: 'content.changed', content_id: id })
}

/**
 * Removes a group, in one transaction with what becomes of what depends on it.
 * @throws Problem 422 where something depends on it and nobody said what becomes of it (`replacement_id` undefined), or the replacement is no other group.
 */
export const removeGroupWith = async (ctx: Ctx, group_id: string, replacement_id: string | null | undefined): Promise<{ contents: number; alone: number; invitations: number }> => {
  const { invitations } = found(await groupUses(ctx, group_id))
  const read = await dependentsOf(ctx, group_id)
  if (replacement_id === undefined && read.length + invitations > 0) refuseField('replacement_id', 'content.group_in_use', { contents: read.length, invitations })
  const other = replacement_id ?? null
  if (other !== null && (other === group_id || (await knownGroups(ctx, [other])).length === 0)) refuseField('replacement_id', 'content.no_other_group')
  for (const { id } of read) await heldContent(ctx, id, null)
  const contents = await dependentsOf(ctx, group_id)
  let alone = 0
  for (const content of contents) {
    if (other === null && content.others.length === 0) {
      await leaveToNobody(ctx, content)
      alone += 1
    } else await changeAudience(ctx, content, groupsWithout(content.group_ids, group_id, other, content.others))
  }
  const done = { contents: contents.length, alone, invitations }
  await removeGroup(ctx, group_id, other, { ...done, ...(other !== null && { replacement: (await groupUses(ctx, other))?.name ?? '' }) })
  return done
}
