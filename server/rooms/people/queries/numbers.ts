import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import { numbersKnown } from '../numbers-known.ts'

/** Members by their numbers, as sets of bits are written: the nth character is member n. */
export interface Numbering {
  /** How many numbers were given, and how many of them lead to an active member (not suspended). */
  given: number
  active: number
  /** Numbers that lead to nobody any more. */
  freed: number[]
  /** Those who are suspended. */
  suspended: string
}

/** How an organisation's members are numbered. */
export const readNumbering = async ({ tx, organisation_id }: Ctx): Promise<Numbering> => {
  const { rows: [row] } = await sql<{ given: number; present: number; freed: string | null; suspended: string | null; suspended_members: number }>`
    select g.last as given, g.present, c.members::text as suspended, coalesce(bit_count(c.members), 0)::integer as suspended_members,
      (select string_agg(number::text, ',') from people.numbers_freed where organisation_id = ${organisation_id}) as freed
    from people.numbers_given g left join people.crowds c on c.organisation_id = g.organisation_id and c.group_id is null where g.organisation_id = ${organisation_id}`.execute(tx)
  const freed = row?.freed?.split(',').map(Number) ?? []
  const suspended = row?.suspended ?? ''
  // whoever was suspended and is gone is counted with neither
  const gone = freed.filter((number) => suspended[number] === '1').length
  return { given: row?.given ?? 0, active: (row?.present ?? 0) - (row?.suspended_members ?? 0) + gone, freed, suspended }
}

/** Sets have forgotten these numbers: those that are kept here do too, and then nothing holds them any more. */
export const forgetFreed = async ({ tx, organisation_id }: Ctx, numbers: readonly number[]): Promise<void> => {
  for (const number of numbers) {
    await sql`update people.crowds set members = set_bit(members, ${number}, 0)
      where organisation_id = ${organisation_id} and case when length(members) > ${number} then get_bit(members, ${number}) = 1 else false end`.execute(tx)
  }
  await sql`delete from people.numbers_freed where organisation_id = ${organisation_id} and number = any (${[...numbers]}::integer[])`.execute(tx)
}

/** The numbers of an organisation's members that this process remembers, by id: once somebody has left, none. */
export const rememberedNumbers = async ({ tx, organisation_id }: Ctx): Promise<Map<string, number>> => {
  const { rows: [given] } = await sql<{ departures: number }>`select last - present as departures from people.numbers_given where organisation_id = ${organisation_id}`.execute(tx)
  return numbersKnown(organisation_id, given?.departures ?? 0)
}

/** Adds the numbers of these members to those that are remembered; those who left have none. */
export const learnNumbers = async ({ tx, organisation_id }: Ctx, known: Map<string, number>, members: readonly (readonly string[])[]): Promise<void> => {
  const asked = new Set<string>()
  for (const ids of members) for (const id of ids) if (!known.has(id)) asked.add(id)
  if (asked.size === 0) return
  const { rows: [row] } = await sql<{ ids: string | null; numbers: string | null }>`
    select string_agg(member_id::text, ',') as ids, string_agg(number::text, ',') as numbers from people.member_numbers
    where organisation_id = ${organisation_id} and member_id = any (${[...asked]}::uuid[])`.execute(tx)
  const numbers = row?.numbers?.split(',') ?? []
  for (const [place, id] of (row?.ids?.split(',') ?? []).entries()) known.set(id, Number(numbers[place]))
}

/** The members' numbers by id; those who left have none. */
export const numbersOfMembers = async (ctx: Ctx, member_ids: readonly string[]): Promise<Map<string, number>> => {
  const known = await rememberedNumbers(ctx)
  await learnNumbers(ctx, known, [member_ids])
  return new Map(member_ids.flatMap((id) => {
    const number = known.get(id)
    return number === undefined ? [] : [[id, number] as const]
  }))
}

/** Who was there, by day (both ends included): for counting only. Those who left are not among them. */
export const presenceByDay = async ({ tx, organisation_id }: Ctx, from: string, to: string): Promise<{ day: string; member_ids: string[] }[]> => {
  const { rows } = await sql<{ day: string; ids: string }>`
    select day, string_agg(member_id::text, ',') as ids from people.connections where organisation_id = ${organisation_id} and day between ${from} and ${to} group by day`.execute(tx)
  return rows.map(({ day, ids }) => ({ day, member_ids: ids.split(',') }))
}

/** A group, and how many of its members are in each of the sets that were asked for. */
export interface GroupCounts { id: string; name: string; counts: number[] }

/** Every group, by name, with how many of those who were its members at a moment are in each of these sets of bits. `given`: how many numbers there are. */
export const countInGroups = async ({ tx, organisation_id }: Ctx, given: number, sets: readonly string[], at: Date): Promise<GroupCounts[]> => {
  // a length cannot be a parameter; it is a number of ours
  const bits = sql.raw(`bit(${Math.max(1, Math.trunc(given))})`)
  const { rows } = await sql<GroupCounts>`
    with asked as materialized (select place, members::${bits} as members from unnest(${[...sets]}::text[]) with ordinality as asked (members, place)),
    empty as materialized (select repeat('0', ${Math.max(1, Math.trunc(given))})::${bits} as nobody),
    late as (select g.group_id, bit_or(set_bit(e.nobody, n.number, 1)) as members from people.group_members g join people.member_numbers n on n.member_id = g.member_id cross join empty e
      where g.organisation_id = ${organisation_id} and g.added_at > ${at} and n.number < ${given} group by g.group_id),
    past as (select p.group_id, bit_or(set_bit(e.nobody, n.number, 1)) as members from people.past_groups p join people.member_numbers n on n.member_id = p.member_id cross join empty e
      where p.organisation_id = ${organisation_id} and p.added_at <= ${at} and p.removed_at > ${at} and n.number < ${given} group by p.group_id),
    grouped as (select g.id, g.name, ((coalesce(c.members::${bits}, e.nobody) & (~ coalesce(l.members, e.nobody))) | coalesce(p.members, e.nobody)) as members
      from people.groups g cross join empty e left join people.crowds c on c.organisation_id = g.organisation_id and c.group_id = g.id
        left join late l on l.group_id = g.id left join past p on p.group_id = g.id where g.organisation_id = ${organisation_id})
    select g.id, g.name, array(select bit_count(g.members & a.members)::integer from asked a order by a.place) as counts from grouped g
    order by lower(g.name), g.id`.execute(tx)
  return rows
}
