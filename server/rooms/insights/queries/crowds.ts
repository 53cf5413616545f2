import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Days } from '#kit/days'

/** `followed`, `left_out`: whose links were followed, and whose were asked for by what is left out. */
export type CrowdKind = 'connected' | 'readers' | 'likers' | 'sharers' | 'followed' | 'left_out'
/** A crowd of all who did something, or of those who did it under a theme, or on a network. */
export type CrowdDimension = 'all' | 'theme' | 'network'

export interface Closed { first_day: string; last_day: string }

/** The days that have crowds, both included; null where none were kept yet. */
export const readClosedDays = async ({ tx, organisation_id }: Ctx): Promise<Closed | null> =>
  (await tx.selectFrom('insights.closed_days').select(['first_day', 'last_day']).where('organisation_id', '=', organisation_id).executeTakeFirst()) ?? null

export const writeClosedDays = async ({ tx, organisation_id }: Ctx, first_day: string, last_day: string): Promise<void> => {
  await tx.insertInto('insights.closed_days').values({ organisation_id, first_day, last_day })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet({ first_day, last_day })).execute()
}

export interface CrowdRow { kind: CrowdKind; programme_id: string | null; dimension: CrowdDimension; key: string | null; day: string; bits: string }

/** Keeps crowds of days; those of the same days go before. */
export const writeCrowds = async ({ tx, organisation_id }: Ctx, from: string, to: string, rows: readonly CrowdRow[]): Promise<void> => {
  await sql`delete from insights.crowds where organisation_id = ${organisation_id} and day between ${from} and ${to}`.execute(tx)
  await sql`insert into insights.crowds (organisation_id, kind, programme_id, dimension, key, day, members)
    select ${organisation_id}, kind, programme_id, dimension, key, day, bits::bit varying
    from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ programme_id }) => programme_id)}::uuid[], ${rows.map(({ dimension }) => dimension)}::text[], ${rows.map(({ key }) => key)}::text[], ${rows.map(({ day }) => day)}::date[], ${rows.map(({ bits }) => bits)}::text[])
      as crowd (kind, programme_id, dimension, key, day, bits)`.execute(tx)
}

/** A crowd of days that are not closed, in a step: 0 for the period before, then one for each step of the period. */
export interface LiveCrowd { kind: string; step: number; dimension: CrowdDimension; key: string | null; bits: string }

export interface CrowdsAsked {
  /** The first day of the period before, then of each step. */
  starts: readonly string[]
  /** Days that are kept, within the period and the one before it; null where there are none. */
  kept: { from: string; to: string } | null
  /** Which of what is kept. */
  kinds: readonly CrowdKind[]
  programme_id?: string | undefined
  /** What is kept and has changed since: it is among `live`. */
  outdated: readonly { kind: CrowdKind; day: string }[]
  live: readonly LiveCrowd[]
  /** How many numbers there are. */
  size: number
  /** Numbers that lead to nobody, and the part that is asked for, as bit strings of that size; null: nobody, and everybody. */
  freed: string | null
  part: { now: string; before: string } | null
  /** By which spans lines are covered, and which of the days that are kept are left between them. */
  covered: { spans: readonly (Days & { now: boolean })[]; gaps: readonly Days[] }
}

// a length cannot be a parameter; it is a number of ours
const bitsOf = ({ size }: CrowdsAsked) => sql.raw(`bit(${Math.max(1, Math.trunc(size))})`)

/** What is not kept: `kind`, `dimension`, `key`, `step` and `members`. */
const liveOf = (asked: CrowdsAsked, dimensions: readonly CrowdDimension[]) => {
  const live = asked.live.filter(({ dimension }) => dimensions.includes(dimension))
  return sql`
    select kind, dimension, key, step, bits::${bitsOf(asked)} as members
    from unnest(${live.map(({ kind }) => kind)}::text[], ${live.map(({ dimension }) => dimension)}::text[], ${live.map(({ key }) => key)}::text[], ${live.map(({ step }) => step)}::integer[], ${live.map((crowd) => crowd.bits)}::text[])
      as live (kind, dimension, key, step, bits)`
}

const ofProgramme = ({ programme_id }: CrowdsAsked) => (programme_id === undefined ? sql`` : sql`and (kind = 'connected' or programme_id = ${programme_id})`)

/** Crowds of some of the days that are kept, but for those that have changed since. */
const daysOf = (organisation_id: string, asked: CrowdsAsked, dimensions: readonly CrowdDimension[], days: readonly Days[]) => {
  const { starts, kinds, outdated } = asked
  const but = outdated.length === 0 ? sql`` : sql`
      and not exists (select from unnest(${outdated.map(({ kind }) => kind)}::text[], ${outdated.map(({ day }) => day)}::date[]) as outdated (kind, day) where outdated.kind = crowds.kind and outdated.day = crowds.day)`
  return sql`
    select kind, dimension, key, width_bucket(day, ${[...starts]}::date[]) - 1 as step, members::${bitsOf(asked)} as members
    from unnest(${days.map(({ from }) => from)}::date[], ${days.map(({ to }) => to)}::date[]) as asked (first_day, last_day)
      cross join lateral (select * from insights.crowds where organisation_id = ${organisation_id} and day between first_day and last_day and dimension = any (${[...dimensions]}::text[]) offset 0) as crowds
    where kind = any (${[...kinds]}::text[]) ${ofProgramme(asked)}${but}`
}

/** The same of spans; the period before is step 0. */
const spansOf = (organisation_id: string, asked: CrowdsAsked) => {
  const { kinds, covered: { spans } } = asked
  return sql`
    select kind, dimension, key, now::integer as step, members::${bitsOf(asked)} as members
    from unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[], ${spans.map(({ now }) => now)}::boolean[]) as asked (first_day, last_day, now)
      join insights.span_lines l using (first_day, last_day)
    where l.organisation_id = ${organisation_id} and kind = any (${[...kinds]}::text[]) ${ofProgramme(asked)}`
}

/** How many of `members` there are: in all, and in the part, from the gathered rows of either period. */
const counted = (asked: CrowdsAsked) => {
  const { part } = asked
  const bits = bitsOf(asked)
  const of_part = part === null ? sql`bit_count(members)` : sql`bit_count(members & case when now then ${part.now}::${bits} else ${part.before}::${bits} end)`
  return sql`bit_count(members)::integer as whole, ${of_part}::integer as part`
}
const without = (asked: CrowdsAsked) => (asked.freed === null ? sql`members` : sql`members & ~${asked.freed}::${bitsOf(asked)}`)

/** How many people are in a crowd, in the part and in all; over a whole period (`step` null) also who they are. */
export interface CountedCrowd { kind: string; step: number | null; now: boolean; part: number; whole: number; members: string | null }

/** Who did something, by step of the period and over the two periods, from the crowds that are kept and those that are not. */
export const readCrowds = async ({ tx, organisation_id }: Ctx, asked: CrowdsAsked): Promise<CountedCrowd[]> => {
  const { rows } = await sql<CountedCrowd>`
    with days as (${daysOf(organisation_id, asked, ['all'], asked.kept === null ? [] : [asked.kept])} union all ${liveOf(asked, ['all'])}
    ), steps as materialized (select kind, step, bit_or(members) as members from days group by kind, step
    ), gathered as (
      select kind, step, step > 0 as now, members from steps union all select kind, null, step > 0, bit_or(members) from steps group by kind, step > 0
    ), known as (select kind, step, now, ${without(asked)} as members from gathered)
    select kind, step, now, ${counted(asked)}, case when step is null then members::text end as members from known`.execute(tx)
  return rows
}

/** How many people are behind a line, in the part and in all. */
export interface CountedLine { kind: CrowdKind; dimension: 'theme' | 'network'; key: string | null; now: boolean; part: number; whole: number }

type Lines = readonly CountedLine['dimension'][]

/** How many did something under each theme and on each network, over the two periods, as far as either is asked for. */
export const readLines = async ({ tx, organisation_id }: Ctx, asked: CrowdsAsked, { now, before }: { now: Lines; before: Lines }): Promise<CountedLine[]> => {
  const lines = [...new Set([...now, ...before])]
  const { rows } = await sql<CountedLine>`
    with gathered as (
      select kind, dimension, key, step > 0 as now, bit_or(members) as members
      from (${spansOf(organisation_id, asked)} union all ${daysOf(organisation_id, asked, lines, asked.covered.gaps)} union all ${liveOf(asked, lines)}) as crowds
      where dimension = any (case when step > 0 then ${[...now]}::text[] else ${[...before]}::text[] end) group by 1, 2, 3, 4
    ), known as (select kind, dimension, key, now, ${without(asked)} as members from gathered)
    select kind, dimension, key, now, ${counted(asked)} from known`.execute(tx)
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
