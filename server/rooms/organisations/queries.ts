import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Db } from '#kit/db'

const shown = ['id', 'name', 'language', 'colour', 'time_zone', 'logo_version', 'demonstration_since', 'created_at'] as const

export interface OrganisationRow {
  id: string
  name: string
  language: string
  colour: string
  time_zone: string
  logo_version: string | null
  demonstration_since: Date | null
  created_at: Date
}

export interface OrganisationChanges { name?: string; language?: string; colour?: string; time_zone?: string; logo?: Buffer | null; logo_version?: string | null }

export const insertOrganisation = (ctx: Ctx, row: Omit<OrganisationRow, 'created_at'> & { logo: Buffer | null }) =>
  ctx.tx.insertInto('organisations.organisations').values({ ...row, created_at: ctx.now }).execute()

export const readOrganisation = (ctx: Ctx): Promise<OrganisationRow | undefined> =>
  ctx.tx.selectFrom('organisations.organisations').select(shown).where('id', '=', ctx.organisation_id).executeTakeFirst()

export const readLogo = (ctx: Ctx, logo_version: string) =>
  ctx.tx.selectFrom('organisations.organisations').select('logo').where('id', '=', ctx.organisation_id).where('logo_version', '=', logo_version).executeTakeFirst()

export const changeOrganisation = (ctx: Ctx, changes: OrganisationChanges): Promise<OrganisationRow | undefined> =>
  ctx.tx.updateTable('organisations.organisations').set(changes).where('id', '=', ctx.organisation_id).returning(shown).executeTakeFirst()

/** Removes the organisation and, by cascade, every row that belongs to it. */
export const deleteOrganisation = (ctx: Ctx) =>
  ctx.tx.deleteFrom('organisations.organisations').where('id', '=', ctx.organisation_id).execute()

export const readOrganisationIds = async (db: Db): Promise<string[]> =>
  (await sql<{ id: string }>`select id from organisations.ids() as id`.execute(db)).rows.map(({ id }) => id)

export const readFirstVisitOpen = async (db: Db): Promise<boolean> =>
  (await sql<{ open: boolean }>`select organisations.first_visit_open() as open`.execute(db)).rows[0]?.open ?? false

export const readDemonstrationIds = async (db: Db): Promise<string[]> =>
  (await sql<{ id: string }>`select organisations.demonstration_ids() as id`.execute(db)).rows.map(({ id }) => id)

/** Holds others that would make a demonstration until the end of the transaction. */
export const lockDemonstration = (ctx: Ctx) => sql`select pg_advisory_xact_lock(hashtextextended('organisations.demonstration', 0))`.execute(ctx.tx)

/** Holds other first visits until the end of the transaction. */
export const lockFirstVisit = (ctx: Ctx) => sql`select pg_advisory_xact_lock(hashtextextended('organisations.first-visit', 0))`.execute(ctx.tx)

export interface AuditRow { id: string; at: Date; member_id: string | null; action: string; subject: string; details: unknown }

export const insertAuditEntry = (ctx: Ctx, entry: { id: string; action: string; subject: string; details: Record<string, unknown> }) =>
  ctx.tx.insertInto('organisations.audit_entries')
    .values({ ...entry, details: JSON.stringify(entry.details), organisation_id: ctx.organisation_id, at: ctx.now, member_id: ctx.actor.member_id }).execute()

/** The last first, by the moment: a past that is told (the demonstration's) is written down later than it was. */
export const readAuditEntries = (ctx: Ctx, { before, action, limit }: { before: { at: Date; id: string } | null; action: string | null; limit: number }): Promise<AuditRow[]> =>
  ctx.tx.selectFrom('organisations.audit_entries').select(['id', 'at', 'member_id', 'action', 'subject', 'details'])
    .where('organisation_id', '=', ctx.organisation_id)
    .$if(before !== null, (query) => query.where(sql<boolean>`(at, id) < (${before?.at}, ${before?.id})`))
    .$if(action !== null, (query) => query.where('action', '=', action))
    .orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()

export const readAuditEntriesOf = (ctx: Ctx, member_id: string): Promise<AuditRow[]> =>
  ctx.tx.selectFrom('organisations.audit_entries').select(['id', 'at', 'member_id', 'action', 'subject', 'details'])
    .where('organisation_id', '=', ctx.organisation_id).where('member_id', '=', member_id).orderBy('at').orderBy('id').execute()

/** Done to them by others. */
export const readAuditEntriesAbout = (ctx: Ctx, member_id: string): Promise<AuditRow[]> =>
  ctx.tx.selectFrom('organisations.audit_entries').select(['id', 'at', 'member_id', 'action', 'subject', 'details'])
    .where('organisation_id', '=', ctx.organisation_id).where('subject', '=', member_id).where('member_id', 'is distinct from', member_id).orderBy('at').orderBy('id').execute()

/** The last first. */
export const readAuditEntriesSince = (ctx: Ctx, action: string, subjects: readonly string[], since: Date): Promise<AuditRow[]> =>
  ctx.tx.selectFrom('organisations.audit_entries').select(['id', 'at', 'member_id', 'action', 'subject', 'details'])
    .where('organisation_id', '=', ctx.organisation_id).where('action', '=', action).where('subject', 'in', subjects).where('at', '>=', since).orderBy('at', 'desc').orderBy('id', 'desc').execute()

/** What was done stays, without who did it. */
export const anonymiseAuditEntries = (ctx: Ctx, member_id: string) =>
  ctx.tx.updateTable('organisations.audit_entries').set({ member_id: null }).where('organisation_id', '=', ctx.organisation_id).where('member_id', '=', member_id).execute()

export const deleteAuditEntriesBefore = (ctx: Ctx, limit: Date) =>
  ctx.tx.deleteFrom('organisations.audit_entries').where('organisation_id', '=', ctx.organisation_id).where('at', '<', limit).execute()

/** For the redirect, as its own role: how an organisation looks, how the only one does where there is just one, and how all do, so many at most. */
export const houseStatements = {
  of: { name: 'house-of', text: 'select name, colour from organisations.organisations where id = $1' },
  only: { name: 'only-house', text: 'select min(name) as name, min(colour) as colour from organisations.organisations where demonstration_since is null having count(*) = 1' },
  all: { name: 'all-houses', text: 'select id, name, colour from organisations.organisations order by id desc limit $1' },
} as const
