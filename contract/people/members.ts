import { z } from 'zod'
import { route } from '../route.ts'
import { id, instant, language, line, page, pageInput, text, tribe } from '../shapes.ts'
import { memberName, role } from './shapes.ts'

const tags = ['people']
const groupIds = z.array(id).max(500)

export const member = z.object({
  id,
  name: z.string(),
  email: z.string(),
  tribe,
  language,
  roles: z.array(role),
  group_ids: z.array(id),
  managed_group_ids: z.array(id),
  joined_at: instant,
  suspended_at: instant.nullable(),
  /** What the reader of this record may do with it. */
  may: z.object({ manage: z.boolean(), remove: z.boolean() }),
})
export type Member = z.infer<typeof member>

export const memberFilter = z.object({
  search: text(120).optional(),
  group_id: id.optional(),
  role: role.optional(),
  tribe: tribe.optional(),
  state: z.enum(['active', 'suspended']).optional(),
})

export const members = {
  list: route
    .meta({ permission: 'people.see' })
    .route({ method: 'GET', path: '/members', summary: 'Members by name, searched and filtered', tags })
    .input(memberFilter.extend(pageInput))
    .output(page(member).extend({ total: z.number().int().nullable() })),
  names: route
    .meta({ permission: 'people.see' })
    .route({ method: 'GET', path: '/member-names', summary: 'The names behind ids', tags })
    .input(z.object({ ids: z.array(id).max(100) }))
    .output(z.object({ items: z.array(z.object({ id, name: z.string() })) })),
  read: route
    .meta({ permission: 'people.see' })
    .route({ method: 'GET', path: '/members/{id}', summary: 'One member', tags })
    .input(z.object({ id }))
    .output(member),
  update: route
    .meta({ permission: 'people.manage' })
    .route({ method: 'PATCH', path: '/members/{id}', summary: 'Change a member’s name or tribe', tags })
    .input(z.object({ id, name: memberName.optional(), tribe: tribe.optional() }))
    .output(member),
  set_roles: route
    .meta({ permission: 'people.manage' })
    .route({ method: 'PUT', path: '/members/{id}/roles', summary: 'Set a member’s roles, and the groups a manager sees aggregates of', tags })
    .input(z.object({ id, roles: z.array(role).max(7), managed_group_ids: groupIds.default([]) }))
    .output(member),
  set_groups: route
    .meta({ permission: 'people.see' })
    .route({ method: 'PUT', path: '/members/{id}/groups', summary: 'Set the groups a member is in', tags })
    .input(z.object({ id, group_ids: groupIds }))
    .output(member),
  suspend: route
    .meta({ permission: 'people.manage' })
    .route({ method: 'PUT', path: '/members/{id}/suspension', summary: 'Suspend a member: they may not come in, everything stays', tags })
    .input(z.object({ id }))
    .output(member),
  reinstate: route
    .meta({ permission: 'people.manage' })
    .route({ method: 'DELETE', path: '/members/{id}/suspension', summary: 'Let a suspended member in again', tags })
    .input(z.object({ id }))
    .output(member),
  remove: route
    .meta({ permission: 'people.manage' })
    .route({ method: 'DELETE', path: '/members/{id}', summary: 'Remove a member: their data is erased, anonymous totals stay', tags, successStatus: 204 })
    .input(z.object({ id })),
}

export const group = z.object({ id, name: z.string(), members: z.number().int(), created_at: instant })
export type Group = z.infer<typeof group>

export const groupName = line(80)

export const groups = {
  names: route
    .meta({ permission: 'groups.see' })
    .route({ method: 'GET', path: '/group-names', summary: 'The groups to choose from', tags })
    .output(z.object({ items: z.array(z.object({ id, name: z.string() })) })),
  list: route
    .meta({ permission: 'people.see' })
    .route({ method: 'GET', path: '/groups', summary: 'The groups and how many members each has', tags })
    .output(z.object({ items: z.array(group) })),
  create: route
    .meta({ permission: 'people.see' })
    .route({ method: 'POST', path: '/groups', summary: 'Make a group', tags, successStatus: 201 })
    .input(z.object({ name: groupName }))
    .output(group),
  rename: route
    .meta({ permission: 'people.see' })
    .route({ method: 'PATCH', path: '/groups/{id}', summary: 'Rename a group', tags })
    .input(z.object({ id, name: groupName }))
    .output(group),
  add_member: route
    .meta({ permission: 'people.see' })
    .route({ method: 'PUT', path: '/groups/{id}/members/{member_id}', summary: 'Put a member in a group', tags, successStatus: 204 })
    .input(z.object({ id, member_id: id })),
  remove_member: route
    .meta({ permission: 'people.see' })
    .route({ method: 'DELETE', path: '/groups/{id}/members/{member_id}', summary: 'Take a member out of a group', tags, successStatus: 204 })
    .input(z.object({ id, member_id: id })),
}
