import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { steps } from '@portevoix/contract/demonstration'
import { sendMail } from '#kit/mail'
import { within } from '#kit/within'
import { demonstrationIds } from '#room/organisations'
import { testInstallation, type TestInstallation } from '#test/installation'
import { caller, company, cookieOf, type Caller, type Company } from '#test/world'

let stage: TestInstallation
let ours: Company
let organisation_id = ''
let admin: Caller
const jar = { cookie: '' }

const told = (text: string) => [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, data = '']) => z.object({ step: z.enum(steps), percent: z.number() }).parse(JSON.parse(data)))

/** A browser that keeps its cookies. */
const browse = async (method: string, path: string, body?: unknown) => {
  const answer = await caller(stage, jar.cookie).call(method, path, body)
  const kept = new Map(jar.cookie.split('; ').filter(Boolean).map((one) => [one.split('=')[0], one]))
  for (const line of answer.headers.getSetCookie()) kept.set(line.split('=')[0], line.split(';')[0] ?? '')
  jar.cookie = [...kept.values()].filter((one) => !one.endsWith('=')).join('; ')
  return answer
}

const create = (body: unknown, cookie = '', organisation: string | null = null) => fetch(`${stage.address}/api/v1/demonstration`, {
  method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...(cookie && { cookie }), ...(organisation && { 'portevoix-organisation': organisation }) },
})
const colour = '#224488'

/** The tables that hold rows of the demonstration's organisation. */
const tablesWithRows = () => within(stage.kit, organisation_id, async ({ tx }) => {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.columns c
    where column_name = 'organisation_id' and table_schema not in ('auth', 'jobs') and has_table_privilege(quote_ident(table_schema) || '.' || quote_ident(table_name), 'select')`.execute(tx)
  const held: string[] = []
  for (const { schema, name } of tables) {
    const { rows } = await sql`select from ${sql.table(`${schema}.${name}`)} where organisation_id = ${organisation_id} limit 1`.execute(tx)
    if (rows.length) held.push(`${schema}.${name}`)
  }
  return held
})

beforeAll(async () => { stage = await testInstallation({ works: false }) })

describe('on an installation that holds nothing', () => {
  it('anybody makes it in their own name and follows how far it is', async () => {
    expect((await browse('GET', '/demonstration')).body).toEqual({ organisation_name: null, open: true, persona: null, returns: false })
    const answer = await create({ name: 'Maison Essai', colour, language: 'fr' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch('text/event-stream')
    const progress = told(await answer.text())
    expect(progress.length).toBeGreaterThan(5)
    expect(progress.map(({ percent }) => percent)).toEqual(progress.map(({ percent }) => percent).sort((one, other) => one - other))
    expect(progress.at(-1)).toEqual({ step: 'ready', percent: 100 })
    const [id, another] = await demonstrationIds(stage.kit)
    organisation_id = id ?? ''
    expect(another).toBeUndefined()
    expect((await browse('GET', '/session')).body).toMatchObject({ identity: null, first_visit: true, host: null })
  }, 120_000)

  it('there is one at a time: who asks for one is told that it is ready, and it stays', async () => {
    expect(told(await (await create({ language: 'fr', name: 'Une autre' })).text()).at(-1)).toEqual({ step: 'ready', percent: 100 })
    expect(await demonstrationIds(stage.kit)).toEqual([organisation_id])
    expect((await browse('GET', '/demonstration')).body).toMatchObject({ organisation_name: 'Maison Essai' })
  })

  it('a visitor is each of its people in turn', async () => {
    expect((await browse('POST', '/demonstration/role', { persona: 'lead' })).body).toEqual({ organisation_id })
    expect((await browse('GET', '/session')).body).toMatchObject({ memberships: [{ organisation_id, demonstration: true, organisation_name: 'Maison Essai', colour, roles: ['ambassador', 'lead'] }] })
    expect((await browse('POST', '/demonstration/role', { persona: 'ambassador_customer' })).status).toBe(201)
    expect((await browse('GET', '/session')).body).toMatchObject({ memberships: [{ tribe: 'customers', roles: ['ambassador'] }] })
    expect((await browse('GET', '/demonstration')).body).toEqual({ organisation_name: 'Maison Essai', open: true, persona: 'ambassador_customer', returns: false })
  })

  it('another is made in its place where that is asked for, not before its logo was looked at', async () => {
    expect((await create({ language: 'fr', again: true, logo: Buffer.from('no picture').toString('base64') })).status).toBe(422)
    expect(await demonstrationIds(stage.kit)).toEqual([organisation_id])
    const answer = await create({ language: 'fr', name: 'Maison Reprise', colour, again: true }, jar.cookie)
    expect(told(await answer.text()).at(-1)).toEqual({ step: 'ready', percent: 100 })
    const [id = '', another] = await demonstrationIds(stage.kit)
    expect([id === organisation_id, another]).toEqual([false, undefined])
    organisation_id = id
    // whoever was one of its people is signed out, and may come in again
    expect((await browse('GET', '/session')).body).toMatchObject({ identity: null })
    expect((await browse('GET', '/demonstration')).body).toEqual({ organisation_name: 'Maison Reprise', open: true, persona: null, returns: false })
  }, 120_000)

  it('its figures are alive', async () => {
    await browse('POST', '/demonstration/role', { persona: 'lead' })
    const lead = caller(stage, jar.cookie, organisation_id)
    const { figures, networks, left_out, funnel, series } = z.looseObject({
      figures: z.record(z.string(), z.object({ value: z.number(), previous: z.number().nullable() })), networks: z.array(z.unknown()), funnel: z.unknown(),
      left_out: z.object({ reasons: z.array(z.object({ reason: z.string() })) }), series: z.array(z.object({ reads: z.number().nullable() })),
    }).parse((await lead.call('GET', '/insights/dashboard?period=365')).body)
    expect(figures.reads?.value).toBeGreaterThan(3000)
    expect(figures.shares?.value).toBeGreaterThan(500)
    expect(figures.clicks?.value).toBeGreaterThan(2500)
    expect(figures.connected?.value).toBeGreaterThan(200)
    expect(networks.length).toBeGreaterThan(6)
    expect(left_out.reasons.map(({ reason }) => reason).sort()).toEqual(['empty_agent', 'head', 'listed_network', 'mail_scanner', 'no_language', 'not_opened', 'prefetch', 'preview_robot', 'removed', 'repeat', 'robot', 'sharer'])
    expect(series.filter(({ reads }) => reads === null).length).toBeLessThan(4)
    expect(JSON.stringify(funnel)).toMatch(/300|3[0-9]{2}/)
    await browse('POST', '/demonstration/role', { persona: 'ambassador_employee' })
    const inès = caller(stage, jar.cookie, organisation_id)
    const impact = z.looseObject({ figures: z.looseObject({}) }).parse((await inès.call('GET', '/insights/impact?period=365')).body)
    expect(JSON.stringify(impact.figures)).not.toMatch(/"clicks":\{"value":0/)
  })

  it('its audit log tells by the moment what its people did, page after page', async () => {
    await browse('POST', '/demonstration/role', { persona: 'admin' })
    const admin = caller(stage, jar.cookie, organisation_id)
    const page = z.object({ items: z.array(z.object({ id: z.string(), at: z.string(), action: z.string(), member_id: z.string().nullable() })), next_cursor: z.string().nullable() })
    const entries: z.infer<typeof page>['items'] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, next_cursor }: z.infer<typeof page> = page.parse((await admin.call('GET', `/audit-entries?limit=5${cursor && `&cursor=${cursor}`}`)).body)
      entries.push(...items)
      cursor = next_cursor
    }
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort().reverse())
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    expect(entries.length).toBeGreaterThan(12)
    expect(entries.filter(({ member_id }) => member_id === null).map(({ action }) => action)).toEqual(['organisation.created'])
    expect(entries.at(-1)?.action).toBe('organisation.created')
    expect(new Set(entries.map(({ member_id }) => member_id)).size).toBe(3)
  })

  it('is closed once there is a real organisation, but to its administrators', async () => {
    ours = await company(stage, 'ours.test')
    expect((await caller(stage).call('POST', '/demonstration/role', { persona: 'lead' })).status).toBe(404)
    expect((await create({ language: 'fr' })).status).toBe(404)
    expect((await create({ language: 'fr', again: true })).status).toBe(404)
    expect((await caller(stage).call('DELETE', '/demonstration')).status).toBe(404)
    expect((await ours.ambassador.call('GET', '/demonstration')).body).toMatchObject({ open: false, organisation_name: null })
    expect((await ours.lead.call('DELETE', '/demonstration')).status).toBe(404)
    expect((await browse('GET', '/session')).body).toMatchObject({ first_visit: false })
    expect((await caller(stage).call('GET', '/session')).body).toMatchObject({ host: { name: 'Ateliers ours.test' } })
    expect((await browse('POST', '/demonstration/role', { persona: 'admin' })).status).toBe(201)
  })

  it('nothing of it meets a real organisation', async () => {
    const invented = caller(stage, jar.cookie, ours.organisation_id)
    expect((await invented.call('GET', '/members')).status).toBe(404)
    expect((await ours.admin.call('GET', '/members', undefined, { 'portevoix-organisation': organisation_id })).status).toBe(404)
    const { items } = z.looseObject({ items: z.array(z.object({ email: z.string() })) }).parse((await ours.admin.call('GET', '/members?limit=100')).body)
    expect(items.every(({ email }) => email.endsWith('@ours.test'))).toBe(true)
    admin = caller(stage, jar.cookie, organisation_id)
    const all = z.looseObject({ items: z.array(z.object({ email: z.string() })) }).parse((await admin.call('GET', '/members?limit=100')).body)
    expect(all.items.every(({ email }) => email.endsWith('@demonstration.invalid'))).toBe(true)
  })

  it('keeps its mails, whatever mail server there is, and hides those to real people', async () => {
    const invite = (email: string) => admin.call('POST', '/invitations', { emails: [email], place: { tribe: 'employees', language: 'fr' } })
    expect((await invite('someone@elsewhere.test')).status).toBeLessThan(300)
    const mails = await within(stage.kit, organisation_id, (ctx) => ctx.tx.selectFrom('kit.mails').selectAll().execute())
    const mail = mails.find(({ recipient }) => recipient === 'someone@elsewhere.test')
    expect(mail).toMatchObject({ stays: true, state: 'queued' })
    expect(mail?.html).toMatch('Démonstration')
    const id = mail?.id ?? ''
    await sendMail.run({ ...stage.kit, settings: { ...stage.kit.settings, smtp_url: 'smtp://127.0.0.1:1' } }, { organisation_id, mail_id: id })
    expect((await admin.call('GET', `/mails/${id}`)).body).toMatchObject({ state: 'kept', html: null, withheld: 'demonstration' })
    expect(readdirSync(join(stage.kit.settings.data_dir, 'outbox'))).toContain(`${id}.eml`)
  })

  it('an administrator looks in and comes back to their own session', async () => {
    jar.cookie = ours.admin.cookie
    const there = caller(stage, jar.cookie, ours.organisation_id)
    expect((await there.call('GET', '/demonstration')).body).toMatchObject({ open: true, organisation_name: 'Maison Reprise', persona: null })
    const entered = await there.call('POST', '/demonstration/role', { persona: 'lead' })
    jar.cookie = cookieOf(entered.headers)
    expect((await browse('GET', '/demonstration')).body).toMatchObject({ persona: 'lead', returns: true })
    expect((await browse('DELETE', '/demonstration/role')).status).toBe(204)
    expect((await browse('GET', '/session')).body).toMatchObject({ identity: { email: 'admin@ours.test' } })
  })
})

describe('its removal', () => {
  const keptFiles = () => readdirSync(join(stage.kit.settings.data_dir, 'outbox'))

  it('takes every row of it, and nobody else’s', async () => {
    expect((await tablesWithRows()).length).toBeGreaterThan(25)
    expect(keptFiles()).not.toEqual([])
    expect((await ours.admin.call('DELETE', '/demonstration')).status).toBe(204)
    expect(keptFiles()).toEqual([])
    expect(await demonstrationIds(stage.kit)).toEqual([])
    expect(await tablesWithRows()).toEqual([])
    expect((await ours.admin.call('GET', '/members')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ email: 'admin@ours.test' })]) })
    expect((await caller(stage, jar.cookie).call('GET', '/session')).body).toMatchObject({ identity: { email: 'admin@ours.test' } })
  })
})
