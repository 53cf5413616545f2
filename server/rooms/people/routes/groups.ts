import { implement } from '@orpc/server'
import { people } from '@portevoix/contract/people'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { addToGroup, createGroup, rename, takeOutOfGroup } from '../actions/groups.ts'
import { readGroupNames, readGroups, type GroupRow } from '../queries/groups.ts'

const os = implement(people.groups).$context<Request>().use(guard)

const present = ({ id, name, members, created_at }: GroupRow) => ({ id, name, members, created_at: created_at.toISOString() })

export const groupRoutes = {
  names: os.names.handler(({ context }) => context.within(async (ctx) => ({ items: await readGroupNames(ctx) }))),
  list: os.list.handler(({ context }) => context.within(async (ctx) => ({ items: (await readGroups(ctx)).map(present) }))),
  create: os.create.handler(({ input: { name }, context }) => context.within(async (ctx) => present(await createGroup(ctx, name)))),
  rename: os.rename.handler(({ input: { id, name }, context }) => context.within(async (ctx) => present(await rename(ctx, id, name)))),
  add_member: os.add_member.handler(({ input: { id, member_id }, context }) => context.within((ctx) => addToGroup(ctx, id, member_id))),
  remove_member: os.remove_member.handler(({ input: { id, member_id }, context }) => context.within((ctx) => takeOutOfGroup(ctx, id, member_id))),
}
