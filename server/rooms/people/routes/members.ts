import { implement } from '@orpc/server'
import { z } from 'zod'
import { people } from '@portevoix/contract/people'
import type { Member } from '@portevoix/contract/people/members'
import { pageOf, readCursor } from '#kit/cursor'
import type { Ctx } from '#kit/context'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { found } from '#kit/problem'
import { changeProfile, reinstate, remove, setMemberGroups, setRoles, suspend } from '../actions/members.ts'
import { countMembers, readMember, readMembers, readNames, readPlaces, type MemberFilter, type MemberRow } from '../queries/members.ts'
import { isRole, plain } from '../rules.ts'
import { leaveBehind } from '../actions/leaving.ts'

const os = implement(people.members).$context<Request>().use(guard)

/** The rows as the reader sees them, with what they may do. */
const presenter = async (ctx: Ctx, rows: readonly MemberRow[]) => {
  const places = await readPlaces(ctx, rows.map(({ id }) => id))
  const manages = ctx.actor.roles.includes('admin')
  return (row: MemberRow): Member => ({
    id: row.id, name: row.name, email: row.email, tribe: row.tribe === 'customers' ? 'customers' : 'employees', language: row.language === 'en' ? 'en' : 'fr',
    roles: places.roles.filter(({ member_id }) => member_id === row.id).map(({ role }) => role).filter(isRole),
    group_ids: places.groups.filter(({ member_id }) => member_id === row.id).map(({ group_id }) => group_id),
    managed_group_ids: places.managed.filter(({ member_id }) => member_id === row.id).map(({ group_id }) => group_id),
    joined_at: row.joined_at.toISOString(), suspended_at: row.suspended_at?.toISOString() ?? null,
    may: { manage: manages, remove: manages && row.id !== ctx.actor.member_id },
  })
}

const one = async (ctx: Ctx, id: string): Promise<Member> => {
  const row = found(await readMember(ctx, id))
  return (await presenter(ctx, [row]))(row)
}

const position = z.object({ sort_key: z.string().max(500), id: z.uuid() })

/** Does it, and gives the member as they are then. */
const then = (work: (ctx: Ctx) => Promise<unknown>, id: string) => async (ctx: Ctx) => {
  await work(ctx)
  return one(ctx, id)
}

export const memberRoutes = {
  list: os.list.handler(({ input: { cursor, limit, search, ...input }, context }) => context.within(async (ctx) => {
    const filter: MemberFilter = { search: search ? plain(search) : null, group_id: input.group_id ?? null, role: input.role ?? null, tribe: input.tribe ?? null, state: input.state ?? null }
    const after = readCursor(cursor, position)
    const rows = await readMembers(ctx, filter, after, limit + 1)
    // the whole is counted once, with the first page
    return { ...pageOf(rows, limit, ({ sort_key, id }) => ({ sort_key, id }), await presenter(ctx, rows)), total: after ? null : await countMembers(ctx, filter) }
  })),
  names: os.names.handler(({ input: { ids }, context }) => context.within(async (ctx) => ({ items: await readNames(ctx, ids) }))),
  read: os.read.handler(({ input: { id }, context }) => context.within((ctx) => one(ctx, id))),
  update: os.update.handler(({ input: { id, ...change }, context }) => context.within(then((ctx) => changeProfile(ctx, id, change), id))),
  set_roles: os.set_roles.handler(({ input: { id, roles, managed_group_ids }, context }) => context.within(then((ctx) => setRoles(ctx, id, roles, managed_group_ids), id))),
  set_groups: os.set_groups.handler(({ input: { id, group_ids }, context }) => context.within(then((ctx) => setMemberGroups(ctx, id, group_ids), id))),
  suspend: os.suspend.handler(({ input: { id }, context }) => context.within(then((ctx) => suspend(ctx, id), id))),
  reinstate: os.reinstate.handler(({ input: { id }, context }) => context.within(then((ctx) => reinstate(ctx, id), id))),
  remove: os.remove.handler(async ({ input: { id }, context }) => {
    const { identity_id } = await context.within((ctx) => remove(ctx, id))
    await leaveBehind(context.kit, [identity_id])
  }),
}
