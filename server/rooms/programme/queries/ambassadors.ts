import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** Joins, or comes to stand on a newer charter; tells whether the member is new to the programme. */
export const upsertAmbassador = async ({ tx, organisation_id, now }: Ctx, row: { id: string; programme_id: string; member_id: string; charter_id: string }): Promise<boolean> => {
  const made = await tx.insertInto('programme.ambassadors').values({ ...row, organisation_id, joined_at: now })
    .onConflict((conflict) => conflict.columns(['programme_id', 'member_id']).doUpdateSet({ charter_id: row.charter_id })).returning('id').executeTakeFirst()
  return made?.id === row.id
}

/** Removes a member from one programme, or from all of them; gives the programmes left. */
export const deleteAmbassador = async ({ tx, organisation_id }: Ctx, member_id: string, programme_id: string | null): Promise<string[]> => {
  const rows = await tx.deleteFrom('programme.ambassadors').where('organisation_id', '=', organisation_id).where('member_id', '=', member_id)
    .$if(programme_id !== null, (query) => query.where('programme_id', '=', programme_id)).returning('programme_id').execute()
  return rows.map((row) => row.programme_id)
}

/** One more departure on this day of the organisation's, without saying whose. */
export const countWithdrawal = async ({ tx, organisation_id, now }: Ctx, programme_id: string, tribe: string, time_zone: string): Promise<void> => {
  await sql`insert into programme.withdrawals as totals (organisation_id, programme_id, day, tribe, ambassadors)
    values (${organisation_id}, ${programme_id}, (${now}::timestamptz at time zone ${time_zone})::date, ${tribe}, 1)
    on conflict (programme_id, day, tribe) do update set ambassadors = totals.ambassadors + 1`.execute(tx)
}

export interface AmbassadorRow { member_id: string; joined_at: Date }

export const readAmbassadors = ({ tx, organisation_id }: Ctx, programme_id: string): Promise<AmbassadorRow[]> =>
  tx.selectFrom('programme.ambassadors').select(['member_id', 'joined_at']).where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).execute()

export const readAmbassadorshipsOf = ({ tx, organisation_id }: Ctx, member_id: string) =>
  tx.selectFrom('programme.ambassadors as a').innerJoin('programme.programmes as p', 'p.id', 'a.programme_id').select(['p.name as programme', 'a.joined_at'])
    .where('a.organisation_id', '=', organisation_id).where('a.member_id', '=', member_id).orderBy('a.joined_at').execute()

/** Departures by day and tribe over a period, days inclusive. */
export const readWithdrawals = ({ tx, organisation_id }: Ctx, programme_id: string, from: string, to: string) =>
  tx.selectFrom('programme.withdrawals').select(['day', 'tribe', 'ambassadors']).where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id)
    .where('day', '>=', from).where('day', '<=', to).orderBy('day').execute()
