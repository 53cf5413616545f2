import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#kit/context'

/** The days' totals that are made of other days' totals; each forgotten and made again with them. */
const tables = ['daily_totals', 'daily_group_totals', 'daily_drop_totals'] as const
const sums = sql`sum(clicks), sum(uniques), sum(drops)`

/** Adds the days from..to (inclusive) up, and the months that they lie in. */
export const addUp = async ({ tx, organisation_id }: Ctx, from: string, to: string): Promise<void> => {
  const within = sql`organisation_id = ${organisation_id} and day between ${from} and ${to}`
  const first = sql`date_trunc('month', ${from}::date::timestamp)::date`
  for (const table of tables) await sql`delete from ${sql.table(`links.${table}`)} where ${within}`.execute(tx)
  await sql`delete from links.monthly_content_clicks where organisation_id = ${organisation_id} and month between ${first} and ${to}`.execute(tx)
  await sql`insert into links.daily_totals (organisation_id, day, programme_id, network, theme_id, tribe, clicks, uniques, drops)
    select organisation_id, day, programme_id, network, theme_id, tribe, ${sums} from links.daily_clicks where ${within} group by organisation_id, day, programme_id, network, theme_id, tribe`.execute(tx)
  await sql`insert into links.daily_group_totals (organisation_id, day, group_id, clicks, uniques, drops)
    select organisation_id, day, group_id, ${sums} from links.daily_group_clicks where ${within} group by organisation_id, day, group_id`.execute(tx)
  await sql`insert into links.daily_drop_totals (organisation_id, day, reason, hits)
    select organisation_id, day, reason, sum(hits) from links.daily_drops where ${within} group by organisation_id, day, reason`.execute(tx)
  await sql`insert into links.monthly_content_clicks (organisation_id, month, content_id, clicks, uniques, drops)
    select organisation_id, date_trunc('month', day::timestamp)::date, content_id, ${sums} from links.daily_clicks
    where organisation_id = ${organisation_id} and day >= ${first} and day < (date_trunc('month', ${to}::date::timestamp) + interval '1 month')::date
    group by organisation_id, date_trunc('month', day::timestamp)::date, content_id`.execute(tx)
}

const inMonth = (date: Temporal.PlainDate) => date.with({ day: 1 })

/** Whole months of a period, and the days before and after them; null where it holds none. */
export const wholeMonths = (from: string, to: string): { first: string; end: string } | null => {
  const start = Temporal.PlainDate.from(from)
  const first = start.day === 1 ? start : inMonth(start).add({ months: 1 })
  const end = inMonth(Temporal.PlainDate.from(to).add({ days: 1 }))
  return Temporal.PlainDate.compare(first, end) < 0 ? { first: first.toString(), end: end.toString() } : null
}

/** Clicks by content of a period as rows that add up to it: whole months from the months, the rest from the days. */
export const clicksByContent = ({ organisation_id }: Ctx, from: string, to: string): RawBuilder<unknown> => {
  const months = wholeMonths(from, to)
  const days = sql`select content_id, clicks, uniques, drops from links.daily_clicks where organisation_id = ${organisation_id} and day between ${from} and ${to}`
  if (!months) return sql`(${days}) as counted`
  return sql`(select content_id, clicks, uniques, drops from links.monthly_content_clicks where organisation_id = ${organisation_id} and month >= ${months.first} and month < ${months.end}
    union all ${days} and day < ${months.first} union all ${days} and day >= ${months.end}) as counted`
}
