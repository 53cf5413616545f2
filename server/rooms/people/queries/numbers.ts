import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

const numbersOf = (text: string | null): number[] => (text === null ? [] : text.split(',').map(Number))

/** How many numbers were given to members, and those that lead to nobody any more. */
export const readNumbering = async ({ tx, organisation_id }: Ctx): Promise<{ given: number; freed: number[] }> => {
  const { rows: [row] } = await sql<{ given: number | null; freed: string | null }>`
    select (select last from people.numbers_given where organisation_id = ${organisation_id}) as given,
      (select string_agg(number::text, ',') from people.numbers_freed where organisation_id = ${organisation_id}) as freed`.execute(tx)
  return { given: row?.given ?? 0, freed: numbersOf(row?.freed ?? null) }
}

/** Sets that were kept have forgotten these numbers. */
export const forgetFreed = async ({ tx, organisation_id }: Ctx, numbers: readonly number[]): Promise<void> => {
  await sql`delete from people.numbers_freed where organisation_id = ${organisation_id} and number = any (${[...numbers]}::integer[])`.execute(tx)
}

/** The members' numbers by id; those who left have none. */
export const numbersOfMembers = async ({ tx, organisation_id }: Ctx, member_ids: readonly string[]): Promise<Map<string, number>> => {
  if (member_ids.length === 0) return new Map()
  const { rows: [row] } = await sql<{ ids: string | null; numbers: string | null }>`
    select string_agg(member_id::text, ',') as ids, string_agg(number::text, ',') as numbers from people.member_numbers
    where organisation_id = ${organisation_id} and member_id = any (${[...member_ids]}::uuid[])`.execute(tx)
  const numbers = numbersOf(row?.numbers ?? null)
  return new Map((row?.ids?.split(',') ?? []).map((id, place) => [id, numbers[place] ?? 0]))
}

/** Who was there, by day (both ends included) and by number: for counting only. Those who left are not among them. */
export const presenceByDay = async ({ tx, organisation_id }: Ctx, from: string, to: string): Promise<{ day: string; numbers: number[] }[]> => {
  const { rows } = await sql<{ day: string; numbers: string }>`
    select c.day, string_agg(n.number::text, ',') as numbers from people.connections c join people.member_numbers n on n.member_id = c.member_id
    where c.organisation_id = ${organisation_id} and c.day between ${from} and ${to} group by c.day`.execute(tx)
  return rows.map(({ day, numbers }) => ({ day, numbers: numbersOf(numbers) }))
}

/** A group by the numbers of its members: the active ones (not suspended), and all of them. For counting only. */
export interface GroupNumbers { id: string; name: string; active: number[]; all: number[] }

/** Every group, by name. */
export const groupsByNumber = async ({ tx, organisation_id }: Ctx): Promise<GroupNumbers[]> => {
  const { rows } = await sql<{ id: string; name: string; active: string | null; suspended: string | null }>`
    select g.id, g.name, m.active, m.suspended from people.groups g left join (
      select gm.group_id, string_agg(n.number::text, ',') filter (where s.id is null) as active, string_agg(n.number::text, ',') filter (where s.id is not null) as suspended
      from people.group_members gm join people.member_numbers n on n.member_id = gm.member_id
        left join people.members s on s.id = gm.member_id and s.organisation_id = ${organisation_id} and s.suspended_at is not null
      where gm.organisation_id = ${organisation_id} group by gm.group_id) m on m.group_id = g.id
    where g.organisation_id = ${organisation_id} order by lower(g.name), g.id`.execute(tx)
  return rows.map(({ active, suspended, ...group }) => ({ ...group, active: numbersOf(active), all: [...numbersOf(active), ...numbersOf(suspended)] }))
}
