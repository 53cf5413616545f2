import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

interface Person { id: string; tribe: string; groups: string[]; programmes: string[] }
/** Something done to a content, by whom and on which day of the organisation. */
interface Act { member: string; day: string; content: string; programme: string; theme: string | null; network: string; reason: number | null }
interface Published { id: string; day: string; programme: string; theme: string | null; visibility: string; tribes: string[]; groups: string[] }

/** Everything that happened in an organisation, row by row. */
export const rawRows = async ({ tx, organisation_id }: Ctx) => {
  const day = (column: string) => sql`(${sql.ref(column)} at time zone 'Europe/Paris')::date::text as day`
  const about = sql`c.id as content, c.programme_id as programme, c.theme_id as theme`
  const acts = async (query: ReturnType<typeof sql<Act>>) => (await query.execute(tx)).rows
  const marks = (table: string, at: string) => acts(sql<Act>`select a.member_id as member, ${day(`a.${at}`)}, ${about}, '' as network, null as reason
    from ${sql.table(table)} a join content.contents c on c.id = a.content_id where a.organisation_id = ${organisation_id} and ${sql.ref(`a.${at}`)} is not null`)
  const states = (state: string) => acts(sql<Act>`select s.member_id as member, ${day('t.at')}, ${about}, s.network, null as reason
    from sharing.share_states t join sharing.shares s on s.id = t.share_id join content.contents c on c.id = s.content_id where t.organisation_id = ${organisation_id} and t.state = ${state}`)
  return {
    people: (await sql<Person>`select m.id, m.tribe, array(select g.group_id::text from people.group_members g where g.member_id = m.id and g.added_at < (select min(published_at) from content.contents)) as groups,
      array(select a.programme_id::text from programme.ambassadors a where a.member_id = m.id) as programmes from people.members m where m.organisation_id = ${organisation_id}`.execute(tx)).rows,
    published: (await sql<Published>`select c.id, ${day('c.published_at')}, c.programme_id as programme, c.theme_id as theme, c.visibility, c.tribes, c.group_ids::text[] as groups
      from content.contents c where c.organisation_id = ${organisation_id}`.execute(tx)).rows,
    connections: (await sql<{ member: string; day: string }>`select member_id as member, day::text as day from people.connections where organisation_id = ${organisation_id}`.execute(tx)).rows,
    reads: await marks('content.reads', 'read_at'), likes: await marks('content.likes', 'liked_at'),
    shares: await states('opened'), declared: await states('declared'), confirmed: await states('confirmed'),
    hits: await acts(sql<Act>`select l.sharer_id as member, ${day('h.at')}, ${about}, l.network, h.reason
      from links.hits h join links.links l on l.number = h.link join content.contents c on c.id = l.content_id where h.organisation_id = ${organisation_id}`),
  }
}
export type RawRows = Awaited<ReturnType<typeof rawRows>>

export interface Wanted { programme?: string | undefined; theme?: string | null | undefined; tribe?: string | undefined; group?: string | undefined; network?: string | undefined }

/** Figures by one key, and the people behind each. */
const tally = (acts: readonly Act[], key: (act: Act) => string) => {
  const groups = Map.groupBy(acts, key)
  return {
    counts: Object.fromEntries([...groups].map(([name, list]) => [name, list.length])),
    people: (name: string) => new Set((groups.get(name) ?? []).map(({ member }) => member)).size,
  }
}

const breakdown = (acts: readonly Act[]) => ({
  all: acts.length, people: new Set(acts.map(({ member }) => member)),
  by: { network: tally(acts, ({ network }) => network), theme: tally(acts, ({ theme }) => String(theme)), content: tally(acts, ({ content }) => content), day: tally(acts, ({ day }) => day) },
})
export type Breakdown = ReturnType<typeof breakdown>

/** What the raw rows say of the days from..to, counted one by one: of the part that is wanted, or of everybody where `whole`. */
export const recount = (rows: RawRows, from: string, to: string, wanted: Wanted = {}, whole = false) => {
  const people = new Map(rows.people.map((person) => [person.id, person]))
  const wantsPerson = ({ tribe, groups, programmes }: Person) => whole || ((!wanted.tribe || tribe === wanted.tribe) && (!wanted.group || groups.includes(wanted.group)) && (!wanted.programme || programmes.includes(wanted.programme)))
  const belongs = (member: string) => { const person = people.get(member); return person !== undefined && wantsPerson(person) }
  const inside = ({ day }: { day: string }) => day >= from && day <= to
  const about = ({ programme, theme }: { programme: string; theme: string | null }) => (!wanted.programme || programme === wanted.programme) && (wanted.theme === undefined || theme === wanted.theme)
  const wantsAct = (act: Act, on_network: boolean) => inside(act) && about(act) && belongs(act.member) && (!on_network || !wanted.network || act.network === wanted.network)
  const acts = (list: readonly Act[], on_network = true) => breakdown(list.filter((act) => wantsAct(act, on_network)))
  const offered = ({ visibility, tribes, groups }: Published) => (!wanted.tribe || ((tribes.length === 0 || tribes.includes(wanted.tribe)) && (wanted.tribe !== 'customers' || visibility === 'shareable'))) && (!wanted.group || groups.length === 0 || groups.includes(wanted.group))
  return {
    connected: new Set(rows.connections.filter((row) => inside(row) && belongs(row.member)).map(({ member }) => member)).size,
    members: rows.people.filter(wantsPerson).length,
    published: rows.published.filter((row) => inside(row) && about(row) && offered(row)).map(({ id }) => id),
    reads: acts(rows.reads, false), likes: acts(rows.likes, false), shares: acts(rows.shares), shares_anywhere: acts(rows.shares, false), declared: acts(rows.declared), confirmed: acts(rows.confirmed),
    clicks: acts(rows.hits.filter(({ reason }) => reason === null)), left_out: acts(rows.hits.filter(({ reason }) => reason !== null)),
    reasons: tally(rows.hits.filter((hit) => hit.reason !== null && wantsAct(hit, true)), ({ reason }) => String(reason)),
    themeOf: (content: string) => String([...rows.reads, ...rows.likes, ...rows.shares, ...rows.hits].find((act) => act.content === content)?.theme ?? null),
    groupsOf: (member: string) => people.get(member)?.groups ?? [],
  }
}
export type Recount = ReturnType<typeof recount>
