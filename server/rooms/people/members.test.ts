import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Group, Member } from '@portevoix/contract/people/members'
import { within } from '#kit/within'
import { company, signIn, type Company } from '#test/world'
import { house, type House } from './house.fixture.ts'
import { enrol, personalData, removeGroup } from './index.ts'
import { signInOf } from './sign-in/index.ts'

let stage: House
let acme: Company
let other: Company

beforeAll(async () => {
  stage = await house()
  acme = await company(stage, 'acme.example')
  other = await company(stage, 'other.example')
})

const list = async (query = '') => (await acme.admin.call('GET', `/members${query}`)).body as { items: Member[]; next_cursor: string | null; total: number | null }

describe('the list', () => {
  it('is sorted by name without accents, page by page, counted once', async () => {
    const names: string[] = []
    let page = await list('?limit=3')
    expect(page.total).toBe(8)
    for (;;) {
      names.push(...page.items.map(({ name }) => name))
      if (!page.next_cursor) break
      page = await list(`?limit=3&cursor=${page.next_cursor}`)
      expect(page.total).toBeNull()
    }
    expect(names).toEqual(['Alice Admin', 'Anaïs Faure', 'Chloé Martin', 'Karim Benali', 'Léa Moreau', 'Manon Girard', 'Maud Petit', 'Simon Leroy'])
  })

  it.each([
    ['?search=lea', ['Léa Moreau']], ['?search=MOREAU%20l', ['Léa Moreau']], ['?search=customer@', ['Chloé Martin']], ['?search=%25', []], ['?search=_', []],
    ['?role=curator', ['Karim Benali']], ['?tribe=customers', ['Chloé Martin']], ['?state=suspended', []],
  ])('finds %s', async (query, names) => { expect((await list(query)).items.map(({ name }) => name)).toEqual(names) })

  it('filters by group', async () => { expect((await list(`?group_id=${acme.groups.paris}`)).items.map(({ name }) => name)).toEqual(['Anaïs Faure']) })

  it('is for those who may', async () => {
    for (const person of [acme.curator, acme.moderator, acme.sponsor, acme.manager, acme.ambassador, acme.customer]) {
      for (const path of ['/members', '/groups', '/invitations', '/mails', '/audit-entries']) expect((await person.call('GET', path)).status).toBe(404)
    }
  })
})

describe('two organisations', () => {
  it('never see each other', async () => {
    expect((await list()).items.every(({ email }) => email.endsWith('@acme.example'))).toBe(true)
    const theirs = other.ambassador.member_id
    for (const [method, path, body] of [
      ['GET', `/members/${theirs}`], ['PATCH', `/members/${theirs}`, { name: 'Volé' }], ['PUT', `/members/${theirs}/roles`, { roles: ['admin'] }], ['PUT', `/members/${theirs}/groups`, { group_ids: [] }],
      ['PUT', `/members/${theirs}/suspension`], ['DELETE', `/members/${theirs}`], ['PUT', `/groups/${acme.groups.paris}/members/${theirs}`], ['PATCH', `/groups/${other.groups.paris}`, { name: 'Volé' }],
      ['PUT', `/members/${acme.ambassador.member_id}/groups`, { group_ids: [other.groups.paris] }],
    ] as const) expect([path, (await acme.admin.call(method, path, body)).status]).toEqual([path, 404])
    expect((await acme.admin.call('GET', `/member-names?ids=${theirs}&ids=${acme.lead.member_id}`)).body).toEqual({ items: [{ id: acme.lead.member_id, name: 'Léa Moreau' }] })
    expect((await acme.admin.call('GET', '/organisation', undefined, { 'portevoix-organisation': other.organisation_id })).status).toBe(404)
  })
})

describe('a member', () => {
  it('gets roles and groups, and their requests obey at once', async () => {
    const { member_id } = acme.moderator
    expect((await acme.moderator.call('GET', '/members')).status).toBe(404)
    const changed = await acme.admin.call('PUT', `/members/${member_id}/roles`, { roles: ['lead', 'manager'], managed_group_ids: [acme.groups.paris, other.groups.paris] })
    expect(changed.body).toMatchObject({ roles: expect.arrayContaining(['lead', 'manager']), managed_group_ids: [acme.groups.paris] })
    expect((await acme.moderator.call('GET', '/members')).status).toBe(200)
    expect((await acme.admin.call('PUT', `/members/${member_id}/groups`, { group_ids: [acme.groups.paris, acme.groups.lyon] })).body).toMatchObject({ group_ids: expect.arrayContaining([acme.groups.paris, acme.groups.lyon]) })
    expect((await acme.admin.call('PATCH', `/members/${member_id}`, { name: 'Maude Petit', tribe: 'customers' })).body).toMatchObject({ name: 'Maude Petit', tribe: 'customers' })
  })

  it('who is suspended is out at once, and comes back', async () => {
    const person = await signIn(stage, acme.organisation_id, 'sponsor@acme.example')
    expect((await person.call('GET', '/organisation')).status).toBe(200)
    expect((await acme.admin.call('PUT', `/members/${person.member_id}/suspension`)).body).toMatchObject({ suspended_at: expect.any(String) })
    expect((await person.call('GET', '/organisation')).status).toBe(404)
    expect((await person.call('GET', '/session')).body).toMatchObject({ memberships: [] })
    await acme.admin.call('DELETE', `/members/${person.member_id}/suspension`)
    expect((await person.call('GET', '/organisation')).status).toBe(200)
  })

  it('who administers alone can neither go nor give it up, even at once', async () => {
    const me = acme.admin.member_id
    for (const answer of [await acme.admin.call('PUT', `/members/${me}/roles`, { roles: ['lead'] }), await acme.admin.call('PUT', `/members/${me}/suspension`), await acme.admin.call('DELETE', `/members/${me}`)]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'people.last_administrator' } })
    }
    await acme.admin.call('PUT', `/members/${acme.lead.member_id}/roles`, { roles: ['admin'] })
    const answers = await Promise.all([acme.admin.call('PUT', `/members/${me}/suspension`), acme.lead.call('PUT', `/members/${acme.lead.member_id}/suspension`)])
    expect(answers.map(({ status }) => status).sort((one, another) => one - another)).toEqual([200, 409])
    await stage.owner.query('update people.members set suspended_at = null')
    await acme.admin.call('PUT', `/members/${acme.lead.member_id}/roles`, { roles: ['lead'] })
  })

  it('changes their own name, language and appearance', async () => {
    expect((await acme.customer.call('PATCH', '/me', { name: 'Chloé M.', language: 'en', appearance: 'dark' })).body).toEqual({ name: 'Chloé M.', language: 'en', appearance: 'dark' })
    expect((await acme.customer.call('GET', '/session')).body).toMatchObject({ memberships: [{ name: 'Chloé M.', language: 'en', appearance: 'dark' }] })
    expect((await acme.customer.call('GET', '/members')).body).toMatchObject({ title: 'Not found' })
  })

  it('who is removed leaves nothing of their name, and their sign-in goes with their last place', async () => {
    const gone = await signIn(stage, acme.organisation_id, 'curator@acme.example')
    await gone.call('PATCH', '/me', { name: 'Karim B.' })
    await acme.admin.call('PUT', `/members/${gone.member_id}/roles`, { roles: ['lead'] })
    await gone.call('POST', '/groups', { name: 'De Karim' })
    await gone.call('POST', '/sign-in-links', { email: 'curator@acme.example' })
    const folder = join(stage.kit.settings.data_dir, 'outbox')
    const files = () => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => readFileSync(join(folder, name), 'utf8').includes('curator@acme.example'))
    await expect.poll(files, { timeout: 15_000 }).toHaveLength(1)
    const { member } = await within(stage.kit, acme.organisation_id, (ctx) => personalData.export(ctx, gone.member_id))
    expect(member).toMatchObject({ email: 'curator@acme.example' })
    expect((await acme.admin.call('DELETE', `/members/${gone.member_id}`)).status).toBe(204)
    expect((await gone.call('GET', '/sessions')).status).toBe(401)
    expect(await signInOf(stage.kit).identityOf('curator@acme.example')).toBeNull()
    const { rows } = await stage.owner.query<{ count: number }>(`select count(*)::int as count from (select to_jsonb(t)::text as row from people.members t union all select to_jsonb(t)::text from people.groups t union all select to_jsonb(t)::text from people.role_grants t
      union all select to_jsonb(t)::text from people.invitations t union all select to_jsonb(t)::text from kit.mails t) everything where row like '%' || $1 || '%' or row like '%curator@acme.example%'`, [gone.member_id])
    expect(rows[0]?.count).toBe(0)
    await expect.poll(files, { timeout: 15_000 }).toEqual([])
  })
})

describe('groups', () => {
  it('are made once by name, renamed, filled and removed', async () => {
    const made = (await acme.lead.call('POST', '/groups', { name: 'Équipe Nord' })).body as Group
    expect(await acme.lead.call('POST', '/groups', { name: 'équipe nord' })).toMatchObject({ status: 422, body: { errors: [{ field: 'name', code: 'people.group_exists' }] } })
    expect((await acme.lead.call('PATCH', `/groups/${made.id}`, { name: 'Paris' })).status).toBe(422)
    expect((await acme.lead.call('PUT', `/groups/${made.id}/members/${acme.ambassador.member_id}`)).status).toBe(204)
    expect((await acme.lead.call('GET', '/groups')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'Équipe Nord', members: 1 })]) })
    expect((await acme.lead.call('DELETE', `/groups/${made.id}/members/${acme.ambassador.member_id}`)).status).toBe(204)
    await within(stage.kit, acme.organisation_id, (ctx) => removeGroup(ctx, made.id, null))
    expect((await acme.lead.call('GET', '/group-names')).body).toMatchObject({ items: expect.not.arrayContaining([expect.objectContaining({ id: made.id })]) })
  })
})

describe('100,000 members', () => {
  it('page fast', async () => {
    await within(stage.kit, other.organisation_id, (ctx) => enrol(ctx, Array.from({ length: 1 }, () => ({ name: 'Zz', email: 'zz@other.example', language: 'fr' as const, tribe: 'employees' as const, roles: [] }))))
    await stage.owner.query(`insert into people.members (id, organisation_id, identity_id, email, name, sort_key, tribe, language, joined_at)
      select gen_random_uuid(), $1, gen_random_uuid(), 'm' || n || '@other.example', 'Membre ' || n, 'membre ' || n || ' m' || n || '@other.example', 'employees', 'fr', now() from generate_series(1, 100000) n`, [other.organisation_id])
    await stage.owner.query('analyze people.members')
    const timed = async (query: string) => {
      const times: number[] = []
      let body: unknown
      for (let turn = 0; turn < 5; turn += 1) {
        const start = performance.now()
        body = (await other.admin.call('GET', `/members${query}`)).body
        times.push(performance.now() - start)
      }
      return { milliseconds: Math.min(...times), body: body as { items: Member[]; next_cursor: string; total: number | null } }
    }
    const first = await timed('?limit=50')
    expect(first.body.total).toBe(100_009)
    const next = await timed(`?limit=50&cursor=${first.body.next_cursor}`)
    const found = await timed('?search=membre%2099999&limit=50')
    expect(found.body.items.map(({ name }) => name)).toEqual(['Membre 99999'])
    expect(next.milliseconds).toBeLessThan(60)
    expect(first.milliseconds).toBeLessThan(250)
    expect(found.milliseconds).toBeLessThan(400)
  })
})
