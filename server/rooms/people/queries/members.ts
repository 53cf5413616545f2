import { sql } from 'kysely'
import type { Language, Tribe } from '@portevoix/contract/shapes'
import type { Role } from '@portevoix/contract/permissions'
import type { Ctx } from '#kit/context'
import type { Appearance } from '@portevoix/contract/people'
import { unseen } from '../unseen.ts'

export interface MemberRow {
  id: string; identity_id: string; email: string; name: string; tribe: string; language: string; appearance: string
  joined_at: Date; suspended_at: Date | null; last_seen_at: Date | null; sort_key: string
}

const columns = ['id', 'identity_id', 'email', 'name', 'tribe', 'language', 'appearance', 'joined_at', 'suspended_at', 'last_seen_at', 'sort_key'] as const

const members = (ctx: Ctx) => ctx.tx.selectFrom('people.members').where('people.members.organisation_id', '=', ctx.organisation_id)

export interface NewMember { id: string; identity_id: string; email: string; name: string; sort_key: string; tribe: Tribe; language: Language; joined_at: Date }

const batch = 2_000

const inBatches = async <T>(rows: readonly T[], write: (part: readonly T[]) => Promise<unknown>): Promise<void> => {
  for (let start = 0; start < rows.length; start += batch) await write(rows.slice(start, start + batch))
}

export const insertMembers = (ctx: Ctx, rows: readonly NewMember[]) => inBatches(rows, (part) =>
  ctx.tx.insertInto('people.members').values(part.map((row) => ({ ...row, organisation_id: ctx.organisation_id }))).execute())

export const insertRoleGrants = (ctx: Ctx, rows: readonly { member_id: string; role: Role }[]) => inBatches(rows, (part) =>
  ctx.tx.insertInto('people.role_grants').values(part.map((row) => ({ ...row, organisation_id: ctx.organisation_id, granted_by: ctx.actor.member_id, granted_at: ctx.now })))
    .onConflict((conflict) => conflict.doNothing()).execute())

export const deleteRoleGrants = (ctx: Ctx, member_id: string, roles: readonly Role[]) =>
  ctx.tx.deleteFrom('people.role_grants').where('member_id', '=', member_id).where('role', 'in', roles).execute()

export const readMember = (ctx: Ctx, id: string): Promise<MemberRow | undefined> => members(ctx).select(columns).where('id', '=', id).executeTakeFirst()
export const readMemberByEmail = (ctx: Ctx, email: string): Promise<MemberRow | undefined> => members(ctx).select(columns).where('email', '=', email).executeTakeFirst()
export const readMemberByIdentity = (ctx: Ctx, identity_id: string): Promise<MemberRow | undefined> => members(ctx).select(columns).where('identity_id', '=', identity_id).executeTakeFirst()

/** The addresses among these that are members' already. */
export const readKnownEmails = async (ctx: Ctx, emails: readonly string[]): Promise<Set<string>> =>
  new Set((await members(ctx).select('email').where('email', '=', sql<string>`any(${[...emails]}::text[])`).execute()).map(({ email }) => email))

export const readNames = (ctx: Ctx, ids: readonly string[]) => members(ctx).select(['id', 'name']).where('id', '=', sql<string>`any(${[...ids]}::uuid[])`).execute()

/** As a name is heard: without case, accents, spaces, what stands between its parts, or what has no shape. */
const heard = (name: ReturnType<typeof sql>) => sql`lower(regexp_replace(normalize(${name}, NFKD), ${`[\u0300-\u036f\\s'’._${unseen}-]`}, '', 'g'))`

/** Whose name this is, as it is heard. */
export const readNamedAlike = (ctx: Ctx, name: string) => members(ctx).select('id').where(sql<boolean>`${heard(sql`name`)} = ${heard(sql`${name}::text`)}`).execute()

export interface MemberFilter { search: string | null; group_id: string | null; role: Role | null; tribe: Tribe | null; state: 'active' | 'suspended' | null }

const escaped = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

export const readMembers = (ctx: Ctx, filter: MemberFilter, after: { sort_key: string; id: string } | null, limit: number): Promise<MemberRow[]> =>
  filtered(ctx, filter).select(columns)
    .$if(after !== null, (query) => query.where(sql<boolean>`(sort_key, id) > (${after?.sort_key}, ${after?.id}::uuid)`))
    .orderBy('sort_key').orderBy('id').limit(limit).execute()

const filtered = (ctx: Ctx, { search, group_id, role, tribe, state }: MemberFilter) => {
  let query = members(ctx)
  for (const word of (search ?? '').split(' ').filter(Boolean).slice(0, 5)) query = query.where('sort_key', 'like', `%${escaped(word)}%`)
  if (tribe) query = query.where('tribe', '=', tribe)
  if (state) query = query.where('suspended_at', state === 'active' ? 'is' : 'is not', null)
  if (role) query = query.where((row) => row.exists(row.selectFrom('people.role_grants').whereRef('people.role_grants.member_id', '=', 'people.members.id').where('role', '=', role).select('role')))
  if (group_id) query = query.where((row) => row.exists(row.selectFrom('people.group_members').whereRef('people.group_members.member_id', '=', 'people.members.id').where('group_id', '=', group_id).select('group_id')))
  return query
}

export const countMembers = async (ctx: Ctx, filter: MemberFilter): Promise<number> =>
  (await filtered(ctx, filter).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirst())?.count ?? 0

/** The roles, groups and managed groups of these members. */
export const readPlaces = async (ctx: Ctx, ids: readonly string[]) => {
  const among = sql<string>`any(${[...ids]}::uuid[])`
  const [roles, groups, managed] = [
    await ctx.tx.selectFrom('people.role_grants').select(['member_id', 'role']).where('member_id', '=', among).execute(),
    await ctx.tx.selectFrom('people.group_members').select(['member_id', 'group_id']).where('member_id', '=', among).execute(),
    await ctx.tx.selectFrom('people.managed_groups').select(['member_id', 'group_id']).where('member_id', '=', among).execute(),
  ]
  return { roles, groups, managed }
}

export interface MemberChanges { name?: string; sort_key?: string; tribe?: Tribe; language?: Language; appearance?: Appearance; suspended_at?: Date | null; suspended_by?: string | null }

export const changeMember = (ctx: Ctx, id: string, changes: MemberChanges) =>
  ctx.tx.updateTable('people.members').set(changes).where('id', '=', id).where('organisation_id', '=', ctx.organisation_id).execute()

export const deleteMember = (ctx: Ctx, id: string) =>
  ctx.tx.deleteFrom('people.members').where('id', '=', id).where('organisation_id', '=', ctx.organisation_id).execute()

export const readIdentityIds = async (ctx: Ctx): Promise<string[]> => (await members(ctx).select('identity_id').execute()).map(({ identity_id }) => identity_id)

/** Holds other changes of who administers the organisation until the end of the transaction. */
export const lockAdministrators = (ctx: Ctx) => sql`select pg_advisory_xact_lock(hashtextextended('people.administrators ' || ${ctx.organisation_id}, 0))`.execute(ctx.tx)

/** Administrators who may sign in, but for this member. */
export const countOtherAdministrators = async (ctx: Ctx, member_id: string): Promise<number> =>
  (await ctx.tx.selectFrom('people.role_grants').innerJoin('people.members', 'people.members.id', 'people.role_grants.member_id')
    .where('people.role_grants.organisation_id', '=', ctx.organisation_id).where('role', '=', 'admin').where('people.members.suspended_at', 'is', null)
    .where('people.members.id', '!=', member_id).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirst())?.count ?? 0
