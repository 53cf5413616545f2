import { sql } from 'kysely'
import type { Language, Tribe } from '@portevoix/contract/shapes'
import type { Role } from '@portevoix/contract/permissions'
import type { Ctx } from '#kit/context'
import type { Db } from '#kit/db'

export interface InvitationRow {
  id: string; email: string | null; name: string; label: string; token_sealed: string; tribe: string; language: string; group_ids: string[]; roles: string[]
  invited_by: string | null; created_at: Date; expires_at: Date; max_uses: number | null; uses: number; sent_at: Date | null; sendings: number; withdrawn_at: Date | null
}

const columns = ['id', 'email', 'name', 'label', 'token_sealed', 'tribe', 'language', 'group_ids', 'roles', 'invited_by', 'created_at', 'expires_at', 'max_uses', 'uses', 'sent_at', 'sendings', 'withdrawn_at'] as const

const invitations = (ctx: Ctx) => ctx.tx.selectFrom('people.invitations').select(columns).where('organisation_id', '=', ctx.organisation_id)

export interface NewInvitation {
  id: string; email: string | null; name: string; label: string; token_hash: Buffer; token_sealed: string; tribe: Tribe; language: Language
  group_ids: string[]; roles: Role[]; expires_at: Date; max_uses: number | null
}

export const insertInvitation = async (ctx: Ctx, row: NewInvitation): Promise<InvitationRow> =>
  ctx.tx.insertInto('people.invitations').values({ ...row, organisation_id: ctx.organisation_id, invited_by: ctx.actor.member_id, created_at: ctx.now }).returning(columns).executeTakeFirstOrThrow()

export const readInvitation = (ctx: Ctx, id: string): Promise<InvitationRow | undefined> => invitations(ctx).where('id', '=', id).executeTakeFirst()

export const readInvitationByHash = (ctx: Ctx, hash: Buffer): Promise<InvitationRow | undefined> => invitations(ctx).where('token_hash', '=', hash).executeTakeFirst()

/** The invitations of these addresses that were neither accepted nor withdrawn, expired ones included. */
export const readWaiting = (ctx: Ctx, emails: readonly string[]): Promise<InvitationRow[]> =>
  invitations(ctx).where('email', '=', sql<string>`any(${[...emails]}::text[])`).where('withdrawn_at', 'is', null).where('uses', '=', 0).execute()

/** Every invitation of these addresses that nobody accepted, withdrawn ones too. Held, nobody else mails these addresses until the transaction ends. */
export const readUnaccepted = (ctx: Ctx, emails: readonly string[], held: 'held' | 'free'): Promise<InvitationRow[]> => {
  const query = invitations(ctx).where('email', '=', sql<string>`any(${[...emails]}::text[])`).where('uses', '=', 0).orderBy('id')
  return (held === 'held' ? query.forUpdate() : query).execute()
}

export type StateFilter = 'open' | 'accepted' | 'expired' | 'withdrawn' | 'used_up'

export const readInvitations = (ctx: Ctx, { kind, state, before, limit }: { kind: 'email' | 'link' | null; state: StateFilter | null; before: string | null; limit: number }): Promise<InvitationRow[]> => {
  let query = invitations(ctx)
  if (kind) query = query.where('email', kind === 'email' ? 'is not' : 'is', null)
  if (before) query = query.where('id', '<', before)
  // the same cases, in the same order, as invitationState of rules.ts
  if (state) query = query.where(sql<boolean>`case when withdrawn_at is not null then 'withdrawn' when email is not null and uses > 0 then 'accepted'
    when max_uses is not null and uses >= max_uses then 'used_up' when expires_at <= ${ctx.now} then 'expired' else 'open' end = ${state}`)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

export interface InvitationChanges { name?: string; tribe?: Tribe; language?: Language; group_ids?: string[]; roles?: Role[]; expires_at?: Date; sent_at?: Date; withdrawn_at?: Date | null; withdrawn_by?: string | null }

export const changeInvitation = (ctx: Ctx, id: string, changes: InvitationChanges): Promise<InvitationRow> =>
  ctx.tx.updateTable('people.invitations').set({ ...changes, ...(changes.sent_at && { sendings: sql<number>`sendings + 1` }) })
    .where('id', '=', id).where('organisation_id', '=', ctx.organisation_id).returning(columns).executeTakeFirstOrThrow()

/** Every invitation into the group, withdrawn ones too, leads into the other instead, or into none in its place. */
export const leadInvitationsElsewhere = async ({ tx, organisation_id }: Ctx, group_id: string, replacement_id: string | null): Promise<void> => {
  await sql`
    update people.invitations
    set group_ids = array(select distinct one from unnest(array_replace(group_ids, ${group_id}::uuid, ${replacement_id}::uuid)) as one where one is not null)
    where organisation_id = ${organisation_id} and group_ids @> array[${group_id}::uuid]`.execute(tx)
}

/** Counts one use where one is left; otherwise gives nothing. Two that come at once cannot take the same. */
export const takeUse = (ctx: Ctx, id: string) =>
  ctx.tx.updateTable('people.invitations').set({ uses: sql<number>`uses + 1` }).where('id', '=', id).where('withdrawn_at', 'is', null).where('expires_at', '>', ctx.now)
    .where(sql<boolean>`(max_uses is null or uses < max_uses)`).returning('id').executeTakeFirst()

export const insertAcceptance = (ctx: Ctx, invitation_id: string, member_id: string) =>
  ctx.tx.insertInto('people.acceptances').values({ organisation_id: ctx.organisation_id, invitation_id, member_id, accepted_at: ctx.now }).execute()

/** The organisation that a link belongs to, asked by somebody who is not signed in. */
export const readInvitationOrganisation = async (db: Db, hash: Buffer): Promise<string | null> =>
  (await sql<{ id: string | null }>`select people.invitation_organisation(${hash}) as id`.execute(db)).rows[0]?.id ?? null

export const readPendingOrganisation = async (db: Db, hash: Buffer): Promise<string | null> =>
  (await sql<{ id: string | null }>`select people.pending_organisation(${hash}) as id`.execute(db)).rows[0]?.id ?? null

export interface PendingRow { invitation_id: string; email: string; name: string; language: string }

export const insertPending = (ctx: Ctx, row: PendingRow & { token_hash: Buffer; expires_at: Date }) =>
  ctx.tx.insertInto('people.pending_acceptances').values({ ...row, organisation_id: ctx.organisation_id }).execute()

export const readPending = (ctx: Ctx, hash: Buffer): Promise<PendingRow | undefined> =>
  ctx.tx.selectFrom('people.pending_acceptances').select(['invitation_id', 'email', 'name', 'language']).where('token_hash', '=', hash).where('expires_at', '>', ctx.now).executeTakeFirst()

export const deletePending = (ctx: Ctx, hash: Buffer) => ctx.tx.deleteFrom('people.pending_acceptances').where('token_hash', '=', hash).execute()

/** How many members connected between two days, both included. */
export const countConnected = async (ctx: Ctx, from_day: string, to_day: string): Promise<number> =>
  (await sql<{ count: number }>`select count(distinct member_id) as count from people.connections where organisation_id = ${ctx.organisation_id} and day between ${from_day}::date and ${to_day}::date`.execute(ctx.tx)).rows[0]?.count ?? 0

export const deleteEndedBefore = async (ctx: Ctx, limit: Date): Promise<void> => {
  await ctx.tx.deleteFrom('people.invitations').where('organisation_id', '=', ctx.organisation_id).where('expires_at', '<', limit).where('uses', '=', 0).execute()
  await ctx.tx.deleteFrom('people.pending_acceptances').where('organisation_id', '=', ctx.organisation_id).where('expires_at', '<', ctx.now).execute()
}
