import type { PersonalData } from '#kit/personal-data'
import { anonymiseAuditEntries, deleteAuditEntriesBefore, readAuditEntriesAbout, readAuditEntriesOf } from './queries.ts'
import { auditKeptSince } from './rules.ts'

/** The audit log names members by their id: leaving cuts the id, what was done stays for its own time. */
export const personalData: PersonalData = {
  columns: ['organisations.audit_entries.member_id'],
  export: async (ctx, member_id) => ({ audit_entries: await readAuditEntriesOf(ctx, member_id), audit_entries_about: await readAuditEntriesAbout(ctx, member_id) }),
  erase: async (ctx, member_id) => { await anonymiseAuditEntries(ctx, member_id) },
  retain: async (ctx) => { await deleteAuditEntriesBefore(ctx, auditKeptSince(ctx.now)) },
}
