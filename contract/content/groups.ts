import { z } from 'zod'
import { route } from '../route.ts'
import { id, tribe } from '../shapes.ts'
import { content } from './contents.ts'

const tags = ['contents']

/** What depends on a group, and what would become of it. */
export const groupDependents = z.object({
  name: z.string(),
  members: z.number().int(),
  /** Open ones that bring people into the group. */
  invitations: z.number().int(),
  contents: z.number().int(),
  /** Those of the contents that are meant for no other group: without it they are for nobody. The first hundred, those that are out first; empty to who may not curate. */
  alone: z.array(content.pick({ id: true, title: true, state: true })),
  alone_count: z.number().int(),
})
export type GroupDependents = z.infer<typeof groupDependents>

export const groups = {
  dependents: route
    .meta({ permission: 'people.see' })
    .route({ method: 'GET', path: '/groups/{group_id}/dependents', summary: 'What depends on a group: its members, the contents meant for it, the invitations into it', tags })
    .input(z.object({ group_id: id }))
    .output(groupDependents),
  remove: route
    .meta({ permission: 'people.see' })
    .route({
      method: 'POST', path: '/groups/{group_id}/removal', tags, summary: 'Remove a group; its members stay members',
      description: 'Where contents or invitations depend on the group, `replacement_id` must say what becomes of them: another group takes its place, or `null` takes it out. No audience is widened: a content that was for this group alone and gets no other is for nobody; one that was scheduled is a draft again, one that was published leaves the feed, and none goes out before somebody has chosen its audience.',
    })
    .input(z.object({ group_id: id, replacement_id: id.nullable().optional() }))
    .output(z.object({ contents: z.number().int(), alone: z.number().int(), invitations: z.number().int() })),
  audience: route
    .meta({ permission: 'content.curate' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/audience', summary: 'How many of the programme’s ambassadors an audience reaches today, rounded down to a multiple of five; null: fewer than five', tags })
    .input(z.object({ programme_id: id, visibility: z.enum(['internal', 'shareable']), tribes: z.array(tribe).max(2).default([]), group_ids: z.array(id).max(200).default([]) }))
    /** 0: no member at all is in it. An organisation that never had five members sees the exact number. */
    .output(z.object({ ambassadors: z.number().int().nullable() })),
}
