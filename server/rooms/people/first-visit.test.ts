import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { caller, cookieOf, signIn } from '#test/world'
import { house, type House } from './house.fixture.ts'

let stage: House
beforeAll(async () => { stage = await house({ settings: { base_url: 'https://ambassadeurs.example' } }) })

const visit = (turn: number, logo: string | null = null) => ({
  organisation: { name: `Ateliers ${turn}`, colour: '#0A5C5C', language: 'fr', time_zone: 'Europe/Paris', logo },
  administrator: { name: 'Alice Admin', email: `Alice${turn}@acme.example` },
})
const same = { 'sec-fetch-site': 'same-origin', origin: 'https://ambassadeurs.example' }

describe('the first visit', () => {
  it('is open on an empty installation', async () => {
    expect((await caller(stage).call('GET', '/session')).body).toEqual({ identity: null, memberships: [], first_visit: true, host: null, mail_delivered: false })
  })

  it('refuses what it cannot keep, and stays open', async () => {
    const wrong = visit(1, Buffer.from('no picture').toString('base64'))
    expect(await caller(stage).call('POST', '/first-visit', wrong)).toMatchObject({ status: 422, body: { errors: [{ field: 'organisation.logo', code: 'organisations.unreadable_logo' }] } })
    const zone = visit(1)
    expect(await caller(stage).call('POST', '/first-visit', { ...zone, organisation: { ...zone.organisation, time_zone: 'Mars/Olympus' } })).toMatchObject({ status: 422, body: { errors: [{ field: 'organisation.time_zone' }] } })
    expect((await caller(stage).call('GET', '/session')).body).toMatchObject({ first_visit: true })
  })

  it('lets one of many at once in, signs them in, and is closed for good', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><script>alert(1)</script><rect width="900" height="300" fill="#0a5c5c"/></svg>`
    const answers = await Promise.all(Array.from({ length: 6 }, (_, turn) => caller(stage).call('POST', '/first-visit', visit(turn, Buffer.from(svg).toString('base64')))))
    const [won, ...none] = answers.filter(({ status }) => status === 201)
    expect(none).toEqual([])
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
    expect((await stage.owner.query('select from organisations.organisations')).rowCount).toBe(1)
    expect((await stage.owner.query('select from people.members')).rowCount).toBe(1)
    const [cookie = ''] = won?.headers.getSetCookie() ?? []
    expect(cookie).toMatch(/^__Host-portevoix\.session=.*; Secure/)
    expect(cookie).not.toMatch(/domain=/i)

    const session = await caller(stage, cookieOf(won?.headers ?? new Headers())).call('GET', '/session')
    expect(session.body).toMatchObject({ first_visit: false, memberships: [{ roles: ['admin', 'ambassador', 'lead'], colour: '#0a5c5c', appearance: 'system' }] })
    const { memberships } = session.body as { memberships: { logo_address: string }[] }
    const logo = await fetch(`${stage.address}${memberships[0]?.logo_address}`)
    expect(logo.headers.get('content-type')).toBe('image/png')
    expect(await sharp(Buffer.from(await logo.arrayBuffer())).metadata()).toMatchObject({ format: 'png', width: 640 })
    expect(await caller(stage).call('POST', '/first-visit', visit(9))).toMatchObject({ status: 409, body: { code: 'people.first_visit_over' } })
  })

  it('gives its administrator the organisation to change, from our own pages only', async () => {
    const { rows } = await stage.owner.query<{ email: string; organisation_id: string }>('select email, organisation_id from people.members')
    const alice = await signIn(stage, rows[0]?.organisation_id ?? '', rows[0]?.email ?? '')
    expect((await alice.call('PATCH', '/organisation', { name: 'Volé' }, { origin: 'https://evil.example' })).status).toBe(403)
    expect(await alice.call('PATCH', '/organisation', { name: 'Ateliers Lumière', colour: '#ffcc00', logo: null }, same)).toMatchObject({ status: 200, body: { name: 'Ateliers Lumière', colour: '#ffcc00', logo_address: null } })
    const audit = (await alice.call('GET', '/audit-entries?limit=1')).body as { items: { action: string; member_id: string; details: unknown }[]; next_cursor: string }
    expect(audit.items[0]).toMatchObject({ action: 'organisation.changed', member_id: alice.member_id, details: { fields: ['name', 'colour', 'logo'] } })
    expect((await alice.call('GET', `/audit-entries?cursor=${audit.next_cursor}`)).body).toMatchObject({ items: [{ action: 'organisation.created', member_id: null }], next_cursor: null })
    expect((await alice.call('GET', '/audit-entries?cursor=%00x')).status).toBe(422)
  })
})
