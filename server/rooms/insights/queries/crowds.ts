import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

export type CrowdKind = 'connected' | 'readers' | 'sharers' | 'followed'

/** The days that have crowds, both included; null where none were kept yet. */
export const readClosedDays = async ({ tx, organisation_id }: Ctx): Promise<{ first_day: string; last_day: string } | null> =>
  (await tx.selectFrom('insights.closed_days').select(['first_day', 'last_day']).where('organisation_id', '=', organisation_id).executeTakeFirst()) ?? null

export const writeClosedDays = async ({ tx, organisation_id }: Ctx, first_day: string, last_day: string): Promise<void> => {
  await tx.insertInto('insights.closed_days').values({ organisation_id, first_day, last_day })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet({ first_day, last_day })).execute()
}

export interface CrowdRow { kind: CrowdKind; programme_id: string | null; day: string; bits: string }

/** Keeps crowds of days; those of the same days go before. */
export const writeCrowds = async ({ tx, organisation_id }: Ctx, from: string, to: string, rows: readonly CrowdRow[]): Promise<void> => {
  await sql`delete from insights.crowds where organisation_id = ${organisation_id} and day between ${from} and ${to}`.execute(tx)
  await sql`insert into insights.crowds (organisation_id, kind, programme_id, day, members)
    select ${organisation_id}, kind, programme_id, day, bits::bit varying
    from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ programme_id }) => programme_id)}::uuid[], ${rows.map(({ day }) => day)}::date[], ${rows.map(({ bits }) => bits)}::text[])
      as crowd (kind, programme_id, day, bits)`.execute(tx)
}

/** A crowd of days that are not closed, in a step: 0 for the period before, then one for each step of the period. */
export interface LiveCrowd { kind: string; step: number; bits: string }

export interface CrowdsAsked {
  /** The first day of the period before, then of each step. */
  starts: readonly string[]
  /** Days that are kept, within the period and the one before it; null where there are none. */
  kept: { from: string; to: string } | null
  /** Which of what is kept. */
  kinds: readonly CrowdKind[]
  programme_id?: string | undefined
  /** Days whose clicks have changed since: who was followed then is among `live`. */
  changed: readonly string[]
  live: readonly LiveCrowd[]
  /** How many numbers there are. */
  size: number
  /** Numbers that lead to nobody, and the part that is asked for, as bit strings of that size; null: nobody, and everybody. */
  freed: string | null
  part: { now: string; before: string } | null
}

/** How many people are in a crowd, in the part and in all; over a whole period (`step` null) also who they are. */
export interface CountedCrowd { kind: string; step: number | null; now: boolean; part: number; whole: number; members: string | null }

/** Who did something, by step of the period and over the two periods, from the crowds that are kept and those that are not. */
export const readCrowds = async ({ tx, organisation_id }: Ctx, { starts, kept, kinds, programme_id, changed, live, size, freed, part }: CrowdsAsked): Promise<CountedCrowd[]> => {
  // a length cannot be a parameter; it is a number of ours
  const bits = sql.raw(`bit(${Math.max(1, Math.trunc(size))})`)
  const everybody = freed === null ? sql`members` : sql`members & ~${freed}::${bits}`
  const of_programme = programme_id === undefined ? sql`` : sql`and (kind = 'connected' or programme_id = ${programme_id})`
  const days = kept === null ? sql`` : sql`
    select kind, width_bucket(day, ${[...starts]}::date[]) - 1 as step, members::${bits} as members from insights.crowds
    where organisation_id = ${organisation_id} and day between ${kept.from} and ${kept.to} and kind = any (${[...kinds]}::text[]) ${of_programme}
      and not (kind = 'followed' and day = any (${[...changed]}::date[]))
    union all`
  const { rows } = await sql<CountedCrowd>`
    with days as (${days}
      select kind, step, bits::${bits} as members from unnest(${live.map(({ kind }) => kind)}::text[], ${live.map(({ step }) => step)}::integer[], ${live.map((crowd) => crowd.bits)}::text[]) as live (kind, step, bits)
    ), gathered as (
      select kind, case when grouping(step) = 0 then step end as step, step > 0 as now, bit_or(members) as members from days group by grouping sets ((kind, step > 0), (kind, step, step > 0))
    ), known as (select kind, step, now, ${everybody} as members from gathered)
    select kind, step, now, bit_count(members)::integer as whole, ${part === null ? sql`bit_count(members)` : sql`bit_count(members & case when now then ${part.now}::${bits} else ${part.before}::${bits} end)`}::integer as part,
      case when step is null then members::text end as members from known`.execute(tx)
  return rows
}

/** Whether a kept crowd holds a number; it is no longer than it had to be. */
const has = (number: number) => sql`case when length(members) > ${number} then get_bit(members, ${number}) = 1 else false end`

/** A member left a programme: what they read and shared of it is forgotten, on every day. */
export const forgetInProgramme = async ({ tx, organisation_id }: Ctx, programme_id: string, number: number): Promise<void> => {
  await sql`update insights.crowds set members = set_bit(members, ${number}, 0)
    where organisation_id = ${organisation_id} and programme_id = ${programme_id} and ${has(number)}`.execute(tx)
}

/** Forgets numbers that lead to nobody any more. */
export const forgetNumbers = async ({ tx, organisation_id }: Ctx, numbers: readonly number[]): Promise<void> => {
  for (const number of numbers) {
    await sql`update insights.crowds set members = set_bit(members, ${number}, 0)
      where organisation_id = ${organisation_id} and ${has(number)}`.execute(tx)
  }
}
