import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { within } from '#kit/within'
import { testInstallation } from '#test/installation'
import { company, type Company } from '#test/world'
import { enrol } from './actions/arrivals.ts'
import { reinstate, remove, setMemberGroups, suspend } from './actions/members.ts'
import { numbersKnown } from './numbers-known.ts'
import { countInGroups, forgetFreed, numbersOfMembers, presenceByDay, readNumbering } from './queries/numbers.ts'
import { countActiveMembers } from './queries/presence.ts'

const stage = await testInstallation({ works: false })
let ours: Company
let theirs: Company

beforeAll(async () => {
  ours = await company(stage, 'ours.test')
  theirs = await company(stage, 'theirs.test')
})

const inside = <T>(work: Parameters<typeof within<T>>[2], { organisation_id } = ours) => within(stage.kit, organisation_id, work)
/** The sets as they are kept, and as they should be from the rows; freed numbers aside. */
const sets = () => inside(async (ctx) => {
  const { given, freed, suspended } = await readNumbering(ctx)
  const present = Array.from({ length: given }, (_, number) => (freed.includes(number) ? '0' : '1')).join('')
  const members = (bits: string) => bits.split('').flatMap((bit, number) => (bit === '1' && !freed.includes(number) ? [number] : []))
  const numbersOf = async (query: ReturnType<typeof sql<{ number: number }>>) => (await query.execute(ctx.tx)).rows.map(({ number }) => number)
  const groups = (await sql<{ id: string; name: string; members: string }>`select g.id, g.name, coalesce(c.members::text, '') as members
    from people.groups g left join people.crowds c on c.group_id = g.id order by lower(g.name)`.execute(ctx.tx)).rows
  return {
    kept: { suspended: members(suspended), groups: groups.map((group) => [group.name, members(group.members)]), active: (await readNumbering(ctx)).active, in_groups: (await countInGroups(ctx, given, [present, '0'.repeat(given)], new Date(ctx.now.getTime() + 60_000))).map(({ name, counts }) => [name, counts]) },
    counted: {
      suspended: await numbersOf(sql`select n.number from people.members m join people.member_numbers n on n.member_id = m.id where m.suspended_at is not null order by 1`),
      groups: await Promise.all(groups.map(async ({ id, name }) => [name, await numbersOf(sql`select n.number from people.group_members g join people.member_numbers n on n.member_id = g.member_id where g.group_id = ${id} order by 1`)])),
      active: await countActiveMembers(ctx),
      in_groups: await Promise.all(groups.map(async ({ id, name }) => [name, [(await numbersOf(sql`select member_id from people.group_members where group_id = ${id}`)).length, 0]])),
    },
  }
})
const expectSets = async () => {
  const { kept, counted } = await sets()
  expect(kept).toEqual(counted)
}

describe('members are numbered', () => {
  it('from nought on in each organisation, in order, whoever comes together or alone', async () => {
    const numbers = (at = ours) => inside(async ({ tx }) => (await sql<{ number: number }>`select number from people.member_numbers order by member_id`.execute(tx)).rows.map(({ number }) => number), at)
    expect(await numbers()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(await numbers(theirs)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    const [id = ''] = await inside((ctx) => enrol(ctx, [{ name: 'Nina', email: 'nina@ours.test', tribe: 'employees', language: 'fr', roles: ['ambassador'], group_ids: [ours.groups.lyon] }], true))
    expect((await inside((ctx) => numbersOfMembers(ctx, [id, ours.ambassador.member_id]))).get(id)).toBe(8)
    expect(await inside((ctx) => numbersOfMembers(ctx, [id]), theirs)).toEqual(new Map())
  })
  it('and remembered until somebody leaves, or so many others are asked for that the oldest go', () => {
    const asked = (organisation_id: string, departures: number, size: number) => {
      const numbers = numbersKnown(organisation_id, departures)
      for (let place = 0; place < size; place += 1) numbers.set(`${organisation_id} ${place}`, place)
      return numbers
    }
    const first = asked('first', 0, 120_000)
    expect(numbersKnown('first', 0)).toBe(first)
    expect(numbersKnown('first', 1).size).toBe(0)
    const again = asked('first', 1, 120_000)
    asked('second', 0, 70_000)
    expect(numbersKnown('first', 1)).toBe(again)
    asked('third', 0, 20_000)
    numbersKnown('first', 1)
    expect([numbersKnown('second', 0).size, numbersKnown('first', 1).size, numbersKnown('third', 0).size]).toEqual([0, 120_000, 20_000])
  })
  it('and their groups and suspensions are kept as sets that follow every change', async () => {
    await expectSets()
    await inside((ctx) => enrol(ctx, Array.from({ length: 40 }, (_, place) => ({ name: `M${place}`, email: `m${place}@ours.test`, tribe: 'employees' as const, language: 'fr' as const, roles: ['ambassador' as const], group_ids: place % 3 ? [ours.groups.paris] : [ours.groups.paris, ours.groups.lyon] })), true))
    await expectSets()
    const admin = { ...ours.admin, identity_id: null, roles: ['admin' as const], tribe: 'employees' as const, group_ids: [], language: 'fr' as const }
    const act = <T>(work: Parameters<typeof within<T>>[2]) => within(stage.kit, ours.organisation_id, work, admin)
    await act((ctx) => setMemberGroups(ctx, ours.ambassador.member_id, [ours.groups.lyon]))
    await act((ctx) => setMemberGroups(ctx, ours.customer.member_id, []))
    await act((ctx) => suspend(ctx, ours.customer.member_id))
    await act((ctx) => suspend(ctx, ours.moderator.member_id))
    await act((ctx) => reinstate(ctx, ours.moderator.member_id))
    await expectSets()
    const both = [ours.customer.member_id, ours.ambassador.member_id]
    expect((await inside((ctx) => numbersOfMembers(ctx, both))).size).toBe(2)
    await act((ctx) => remove(ctx, ours.customer.member_id))
    expect([...(await inside((ctx) => numbersOfMembers(ctx, both))).keys()]).toEqual([ours.ambassador.member_id])
    await act((ctx) => remove(ctx, ours.ambassador.member_id))
    expect((await inside((ctx) => numbersOfMembers(ctx, both))).size).toBe(0)
    await expectSets()
    const { freed } = await inside(readNumbering)
    expect(freed).toHaveLength(2)
    await inside((ctx) => forgetFreed(ctx, freed))
    await expectSets()
    await inside(({ tx }) => sql`delete from people.groups where id = ${ours.groups.lyon}`.execute(tx))
    await expectSets()
    expect((await inside(readNumbering)).freed).toEqual([])
    const [id = ''] = await inside((ctx) => enrol(ctx, [{ name: 'Late', email: 'late@ours.test', tribe: 'employees', language: 'fr', roles: ['ambassador'], group_ids: [] }], true))
    expect((await inside((ctx) => numbersOfMembers(ctx, [id]))).get(id)).toBe(49)
  })
  it('and were there on days', async () => {
    await inside(({ tx, organisation_id }) => sql`insert into people.connections (organisation_id, member_id, day) values (${organisation_id}, ${ours.lead.member_id}, '2026-05-01'), (${organisation_id}, ${ours.curator.member_id}, '2026-05-02')`.execute(tx))
    expect((await inside((ctx) => presenceByDay(ctx, '2026-05-01', '2026-05-02'))).toSorted((one, other) => (one.day < other.day ? -1 : 1))).toEqual([{ day: '2026-05-01', member_ids: [ours.lead.member_id] }, { day: '2026-05-02', member_ids: [ours.curator.member_id] }])
  })
})
