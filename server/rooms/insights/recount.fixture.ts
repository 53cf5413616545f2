import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** What the raw rows say of the days from..to, by other statements than the product's. */
export const recount = async ({ tx, organisation_id }: Ctx, from: string, to: string) => {
  const within = (column: string) => sql`(${sql.ref(column)} at time zone 'Europe/Paris')::date between ${from} and ${to}`
  const one = async (query: ReturnType<typeof sql>) => (await query.execute(tx)).rows
  const number = async (query: ReturnType<typeof sql>): Promise<number> => Object.values((await one(query))[0] ?? {}).map(Number)[0] ?? 0
  const table = async (query: ReturnType<typeof sql>): Promise<Record<string, number>> =>
    Object.fromEntries((await one(query)).map((row) => Object.values(Object(row))).map(([key, count]) => [String(key), Number(count)]))
  const human = sql`from links.hits h join links.links l on l.number = h.link where h.organisation_id = ${organisation_id} and h.reason is null and ${within('h.at')}`
  const opened = sql`from sharing.shares s where s.organisation_id = ${organisation_id} and ${within('s.opened_at')}`
  const was_read = sql`from content.reads r join content.contents c on c.id = r.content_id where r.organisation_id = ${organisation_id} and ${within('r.read_at')}`
  const state = (name: string) => sql`select count(*) from sharing.share_states where organisation_id = ${organisation_id} and state = ${name} and ${within('at')}`
  return {
    connected: await number(sql`select count(distinct member_id) from people.connections where organisation_id = ${organisation_id} and day between ${from} and ${to}`),
    readers: await number(sql`select count(distinct r.member_id) ${was_read}`),
    sharers: await number(sql`select count(distinct s.member_id) ${opened}`),
    both: await number(sql`select count(*) from (select r.member_id ${was_read} intersect select s.member_id ${opened}) as both_ways`),
    published: await number(sql`select count(*) from content.contents where organisation_id = ${organisation_id} and ${within('published_at')}`),
    reads: await number(sql`select count(*) ${was_read}`),
    likes: await number(sql`select count(*) from content.likes where organisation_id = ${organisation_id} and ${within('liked_at')}`),
    shares: await number(sql`select count(*) ${opened}`),
    declared: await number(state('declared')),
    confirmed: await number(state('confirmed')),
    clicks: await number(sql`select count(*) ${human}`),
    left_out: await number(sql`select count(*) from links.hits where organisation_id = ${organisation_id} and reason is not null and ${within('at')}`),
    reasons: await table(sql`select reason, count(*) from links.hits where organisation_id = ${organisation_id} and reason is not null and ${within('at')} group by 1`),
    clicks_by_network: await table(sql`select l.network, count(*) ${human} group by 1`),
    shares_by_network: await table(sql`select s.network, count(*) ${opened} group by 1`),
    clicks_by_theme: await table(sql`select l.theme_id, count(*) ${human} group by 1`),
    reads_by_theme: await table(sql`select c.theme_id, count(*) ${was_read} group by 1`),
    clicks_by_content: await table(sql`select l.content_id, count(*) ${human} group by 1`),
    reads_by_content: await table(sql`select r.content_id, count(*) ${was_read} group by 1`),
    shares_by_content: await table(sql`select s.content_id, count(*) ${opened} group by 1`),
    clicks_by_day: await table(sql`select (h.at at time zone 'Europe/Paris')::date::text, count(*) ${human} group by 1`),
    reads_by_day: await table(sql`select (r.read_at at time zone 'Europe/Paris')::date::text, count(*) ${was_read} group by 1`),
    clicks_by_group: await table(sql`select g, count(*) from (select unnest(l.group_ids) as g ${human}) as by_group group by 1`),
    readers_by_group: await table(sql`select g.group_id, count(distinct g.member_id) from people.group_members g where g.member_id in (select r.member_id ${was_read}) group by 1`),
    sharers_by_group: await table(sql`select g.group_id, count(distinct g.member_id) from people.group_members g where g.member_id in (select s.member_id ${opened}) group by 1`),
  }
}
export type Recount = Awaited<ReturnType<typeof recount>>
