import type { Ctx } from '#kit/context'

export interface CharterRow { id: string; version: number; markdown_fr: string; markdown_en: string; published_at: Date }
const shown = ['id', 'version', 'markdown_fr', 'markdown_en', 'published_at'] as const

export const readCharter = ({ tx, organisation_id }: Ctx, programme_id: string): Promise<CharterRow | undefined> =>
  tx.selectFrom('programme.charters').select(shown).where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id)
    .orderBy('version', 'desc').limit(1).executeTakeFirst()

export const readCharterVersions = ({ tx, organisation_id }: Ctx, programme_id: string): Promise<(CharterRow & { acceptances: number })[]> =>
  tx.selectFrom('programme.charters as c').select(['c.id', 'c.version', 'c.markdown_fr', 'c.markdown_en', 'c.published_at'])
    .select((select) => select.selectFrom('programme.charter_acceptances as a').whereRef('a.charter_id', '=', 'c.id')
      .select((inner) => inner.fn.countAll<number>().as('n')).$asScalar().$notNull().as('acceptances'))
    .where('c.organisation_id', '=', organisation_id).where('c.programme_id', '=', programme_id).orderBy('c.version', 'desc').execute()

export const insertCharter = ({ tx, organisation_id, actor, now }: Ctx, row: Omit<CharterRow, 'published_at'> & { programme_id: string }) =>
  tx.insertInto('programme.charters').values({ ...row, organisation_id, published_at: now, published_by: actor.member_id }).execute()

export interface AcceptanceRow { version: number; language: string; accepted_at: Date }

/** The latest version that a member accepted. */
export const readAcceptance = ({ tx, organisation_id }: Ctx, programme_id: string, member_id: string): Promise<AcceptanceRow | undefined> =>
  tx.selectFrom('programme.charter_acceptances as a').innerJoin('programme.charters as c', 'c.id', 'a.charter_id').select(['c.version', 'a.language', 'a.accepted_at'])
    .where('a.organisation_id', '=', organisation_id).where('a.programme_id', '=', programme_id).where('a.member_id', '=', member_id)
    .orderBy('c.version', 'desc').limit(1).executeTakeFirst()

/** A proof is written once and never changed. */
export const insertAcceptance = ({ tx, organisation_id, now }: Ctx, row: { id: string; programme_id: string; charter_id: string; member_id: string; language: string }) =>
  tx.insertInto('programme.charter_acceptances').values({ ...row, organisation_id, accepted_at: now })
    .onConflict((conflict) => conflict.columns(['charter_id', 'member_id']).doNothing()).execute()

export const readAcceptancesOf = ({ tx, organisation_id }: Ctx, member_id: string) =>
  tx.selectFrom('programme.charter_acceptances as a').innerJoin('programme.charters as c', 'c.id', 'a.charter_id')
    .innerJoin('programme.programmes as p', 'p.id', 'a.programme_id')
    .select(['p.name as programme', 'c.version as charter_version', 'a.language', 'a.accepted_at'])
    .where('a.organisation_id', '=', organisation_id).where('a.member_id', '=', member_id).orderBy('a.accepted_at').execute()

export const deleteAcceptances = ({ tx, organisation_id }: Ctx, member_id: string, programme_id: string | null) =>
  tx.deleteFrom('programme.charter_acceptances').where('organisation_id', '=', organisation_id).where('member_id', '=', member_id)
    .$if(programme_id !== null, (query) => query.where('programme_id', '=', programme_id)).execute()
