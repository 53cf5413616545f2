import { sql } from 'kysely'
import type { DomainTrouble } from '@portevoix/contract/links'
import type { Ctx, Kit } from '#kit/context'

export interface DomainRow {
  id: string; host: string; token: string; preferred: boolean; added_at: Date; verified_at: Date | null; verified_by: string | null
  checked_at: Date | null; trouble: DomainTrouble | null; failing_since: Date | null; told_at: Date | null
  /** Links that were made on it. */
  links: number
}

const select = ({ organisation_id }: Ctx, id: string | null) => sql<DomainRow>`
  select d.id, d.host, d.token, d.preferred, d.added_at, d.verified_at, d.verified_by, d.checked_at, d.trouble, d.failing_since, d.told_at,
    (select count(*) from links.links l where l.organisation_id = d.organisation_id and l.host = d.host) as links
  from links.domains d where d.organisation_id = ${organisation_id} ${id === null ? sql`` : sql`and d.id = ${id}`} order by d.id`

export const readDomains = async (ctx: Ctx): Promise<DomainRow[]> => (await select(ctx, null).execute(ctx.tx)).rows

export const readDomain = async (ctx: Ctx, id: string): Promise<DomainRow | undefined> => (await select(ctx, id).execute(ctx.tx)).rows[0]

/** The host that new links are made on; null: the installation's own. */
export const readPreferredHost = async ({ tx, organisation_id }: Ctx): Promise<string | null> =>
  (await tx.selectFrom('links.domains').select('host').where('organisation_id', '=', organisation_id).where('preferred', '=', true).executeTakeFirst())?.host ?? null

/** Lets those who add or prove the same host follow each other, whatever their organisation. */
export const holdHost = (ctx: Ctx, host: string) => sql`select pg_advisory_xact_lock(hashtextextended(${host}, 140))`.execute(ctx.tx)

/** Whether another organisation has proved that the host is theirs. */
export const isTaken = async (ctx: Ctx, host: string): Promise<boolean> =>
  (await sql<{ taken: boolean }>`select links.domain_taken(${host}, ${ctx.organisation_id}) as taken`.execute(ctx.tx)).rows[0]?.taken ?? false

/** Takes the host from an organisation whose record has been gone since before then, and is not among the tokens seen now; null: from none. */
export const takeOver = async (ctx: Ctx, { host, seen, before }: { host: string; seen: readonly string[]; before: Date }): Promise<{ organisation_id: string; id: string } | null> =>
  (await sql<{ organisation_id: string; id: string }>`select organisation_id, id from links.hand_over_domain(${host}, ${ctx.organisation_id}, ${[...seen]}, ${before})`.execute(ctx.tx)).rows[0] ?? null

/** `taken`: another organisation has proved it, and it is waited for all the same. */
export const insertDomain = (ctx: Ctx, { id, host, token, taken }: { id: string; host: string; token: string; taken: boolean }) =>
  ctx.tx.insertInto('links.domains').values({ id, host, token, ...(taken && { trouble: 'taken', failing_since: ctx.now }), organisation_id: ctx.organisation_id, added_at: ctx.now, added_by: ctx.actor.member_id }).execute()

const one = ({ tx, organisation_id }: Ctx, id: string) => tx.updateTable('links.domains').where('organisation_id', '=', organisation_id).where('id', '=', id)

/** A name server that does not answer neither proves that the record is gone nor that it is there. */
const absence = ({ now }: Ctx, trouble: DomainTrouble | null) => {
  if (trouble === 'no_answer') return {}
  return { absent_since: trouble === 'no_record' || trouble === 'other_record' ? sql<Date>`coalesce(absent_since, ${now}::timestamptz)` : null }
}

/** What a look-up found: nothing wrong, or what and since when. */
export const noteCheck = (ctx: Ctx, id: string, trouble: DomainTrouble | null) =>
  one(ctx, id).set((row) => ({ checked_at: ctx.now, trouble, failing_since: trouble === null ? null : row.fn.coalesce('failing_since', sql<Date>`${ctx.now}::timestamptz`), 
    ...(trouble === null && { told_at: null }), ...absence(ctx, trouble) })).execute()

/** The host is proved; the first one of an organisation is the one that new shares are made on. */
export const setVerified = (ctx: Ctx, id: string) =>
  one(ctx, id).where('verified_at', 'is', null).set({
    verified_at: ctx.now, verified_by: ctx.actor.member_id,
    preferred: sql<boolean>`not exists (select from links.domains d where d.organisation_id = ${ctx.organisation_id} and d.verified_at is not null)`,
  }).execute()

export const setTold = (ctx: Ctx, id: string) => one(ctx, id).set({ told_at: ctx.now }).execute()

/** The domain that new shares are made on from now on; null: none. */
export const setPreferred = async (ctx: Ctx, id: string | null): Promise<void> => {
  await ctx.tx.updateTable('links.domains').set({ preferred: false }).where('organisation_id', '=', ctx.organisation_id).where('preferred', '=', true).execute()
  if (id !== null) await one(ctx, id).set({ preferred: true }).execute()
}

export const deleteDomain = (ctx: Ctx, id: string) =>
  ctx.tx.deleteFrom('links.domains').where('organisation_id', '=', ctx.organisation_id).where('id', '=', id).execute()

/** The domains whose records are to be looked up again, of all organisations. */
export const readDueDomains = async (kit: Kit): Promise<{ organisation_id: string; id: string }[]> =>
  (await sql<{ organisation_id: string; id: string }>`select organisation_id, id from links.domains_due(${kit.clock()})`.execute(kit.db)).rows

/** Members sign what they did with domains; who leaves takes their name off. */
export const unsignDomains = async ({ tx, organisation_id }: Ctx, member_id: string): Promise<void> => {
  for (const column of ['added_by', 'verified_by'] as const) {
    await tx.updateTable('links.domains').set({ [column]: null }).where('organisation_id', '=', organisation_id).where(column, '=', member_id).execute()
  }
}

export const domainsOf = ({ tx, organisation_id }: Ctx, member_id: string) =>
  tx.selectFrom('links.domains').select(['host', 'added_at', 'added_by', 'verified_at', 'verified_by']).where('organisation_id', '=', organisation_id)
    .where((row) => row.or([row('added_by', '=', member_id), row('verified_by', '=', member_id)])).orderBy('id').execute()
