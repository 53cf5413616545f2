import { sql, type RawBuilder } from 'kysely'

/** Days in a row, both ends included. */
export interface Days { from: string; to: string }

const any = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => (conditions.length === 0 ? sql`false` : sql`(${sql.join([...conditions], sql` or `)})`)

/** Whether a day is one of these; rows of several runs of days are read at once. */
export const onDays = (day: RawBuilder<unknown>, asked: readonly Days[]): RawBuilder<unknown> => any(asked.map(({ from, to }) => sql`${day} between ${from} and ${to}`))

/** Whether a moment is on one of these days, as a time zone has them. */
export const duringDays = (moment: RawBuilder<unknown>, asked: readonly Days[], time_zone: string): RawBuilder<unknown> =>
  any(asked.map(({ from, to }) => sql`${moment} >= ${from}::date::timestamp at time zone ${time_zone} and ${moment} < (${to}::date + 1)::timestamp at time zone ${time_zone}`))
