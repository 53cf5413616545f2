import { beforeAll, describe, expect, it } from 'vitest'
import type { Invitation } from '@portevoix/contract/people/invitations'
import { caller, company, cookieOf, type Company } from '#test/world'
import { house, type House } from './house.fixture.ts'
import { signInOf } from './sign-in/index.ts'

let stage: House
let acme: Company
let other: Company
const place = { tribe: 'customers', language: 'fr', roles: ['ambassador'], expires_in_days: 7 }

beforeAll(async () => {
  stage = await house()
  acme = await company(stage, 'acme.example')
  other = await company(stage, 'other.example')
})

const mail = async (recipient: string, kind: string) => {
  for (let turn = 0; turn < 300; turn += 1) {
    const { rows } = await stage.owner.query<{ id: string; html: string; body: string; subject: string; organisation_id: string }>(`select * from kit.mails where recipient = $1 and kind = $2 and state = 'kept' order by id desc limit 1`, [recipient, kind])
    if (rows[0]) return { ...rows[0], token: /\/(?:sign-in|invitation)\/([\w-]+)"/.exec(rows[0].html)?.[1] ?? '' }
    await new Promise((resolve) => { setTimeout(resolve, 30) })
  }
  throw new Error(`No ${kind} for ${recipient}`)
}
const read = async (id: string) => ((await acme.admin.call('GET', '/invitations?limit=100')).body as { items: Invitation[] }).items.find((one) => one.id === id)
const link = async (draft: object = {}) => (await acme.lead.call('POST', '/invitations/links', { label: 'Affiche', place, ...draft })).body as Invitation
const tokenOf = ({ address }: Invitation) => address?.split('/').at(-1) ?? ''

describe('by e-mail', () => {
  it('is mailed, read without being used up, accepted once, and makes a member in the place it says', async () => {
    const sent = await acme.lead.call('POST', '/invitations', { emails: ['Nina@Client.example', 'nina@client.example', 'admin@acme.example'], place: { ...place, group_ids: [acme.groups.lyon] } })
    expect(sent).toMatchObject({ status: 201, body: { items: [{ outcome: 'invited' }, { outcome: 'named_twice' }, { outcome: 'member_already' }] } })
    const { token, subject, html } = await mail('nina@client.example', 'invitation')
    expect(subject).toContain('Ateliers acme.example')
    expect(html).toContain('background:#0a5c5c;color:#ffffff')
    const opened = await caller(stage).call('GET', `/invitation-links/${token}`)
    expect(opened.body).toMatchObject({ state: 'open', email: 'nina@client.example', tribe: 'customers', organisation: { name: 'Ateliers acme.example' } })
    const accepted = await caller(stage).call('POST', `/invitation-links/${token}/acceptance`, { name: 'Nina Roux', language: 'en' })
    expect(accepted).toMatchObject({ status: 200, body: { state: 'joined', organisation_id: acme.organisation_id } })
    expect((await caller(stage, cookieOf(accepted.headers)).call('GET', '/session')).body).toMatchObject({ memberships: [{ name: 'Nina Roux', language: 'en', tribe: 'customers', roles: ['ambassador'] }] })
    expect(await caller(stage).call('POST', `/invitation-links/${token}/acceptance`, { name: 'Autre', language: 'fr' })).toMatchObject({ status: 410 })
    expect((await acme.admin.call('GET', `/members?search=nina&group_id=${acme.groups.lyon}`)).body).toMatchObject({ total: 1, items: [{ name: 'Nina Roux' }] })
  })

  it('is sent again with new time, withdrawn, and expires', async () => {
    await acme.lead.call('POST', '/invitations', { emails: ['paul@client.example'], place })
    const { token } = await mail('paul@client.example', 'invitation')
    const { id } = ((await acme.lead.call('GET', '/invitations?state=open&kind=email')).body as { items: Invitation[] }).items.find(({ email }) => email === 'paul@client.example') ?? { id: '' }
    await stage.owner.query(`update people.invitations set expires_at = now() - interval '1 hour' where id = $1`, [id])
    expect(await caller(stage).call('GET', `/invitation-links/${token}`)).toMatchObject({ body: { state: 'expired' } })
    expect((await caller(stage).call('POST', `/invitation-links/${token}/acceptance`, { name: 'Paul', language: 'fr' })).status).toBe(410)
    await stage.owner.query(`update people.invitations set sent_at = sent_at - interval '1 day' where id = $1`, [id])
    expect((await acme.lead.call('POST', `/invitations/${id}/sendings`)).body).toMatchObject({ state: 'open', sendings: 2 })
    expect((await acme.lead.call('POST', '/invitations', { emails: ['paul@client.example'], place })).body).toMatchObject({ items: [{ outcome: 'invited_already' }] })
    expect((await stage.owner.query(`select from people.invitations where email = 'paul@client.example'`)).rowCount).toBe(1)
    expect((await acme.lead.call('PUT', `/invitations/${id}/withdrawal`)).body).toMatchObject({ state: 'withdrawn' })
    expect((await caller(stage).call('POST', `/invitation-links/${token}/acceptance`, { name: 'Paul', language: 'fr' })).status).toBe(410)
    expect((await acme.lead.call('POST', `/invitations/${id}/sendings`)).status).toBe(409)
  })

  it('is given back after a withdrawal, unless its address was invited anew', async () => {
    await acme.lead.call('POST', '/invitations', { emails: ['rita@client.example'], place })
    const { token } = await mail('rita@client.example', 'invitation')
    const { id } = ((await acme.lead.call('GET', '/invitations?state=open&kind=email')).body as { items: Invitation[] }).items.find(({ email }) => email === 'rita@client.example') ?? { id: '' }
    const back = () => acme.lead.call('DELETE', `/invitations/${id}/withdrawal`)
    await acme.lead.call('PUT', `/invitations/${id}/withdrawal`)
    expect([await back(), await back()]).toMatchObject([{ status: 200, body: { state: 'open' } }, { status: 200, body: { state: 'open' } }])
    expect(await caller(stage).call('GET', `/invitation-links/${token}`)).toMatchObject({ body: { state: 'open' } })
    await acme.lead.call('PUT', `/invitations/${id}/withdrawal`)
    await stage.owner.query(`update people.invitations set sent_at = sent_at - interval '1 day' where id = $1`, [id])
    await acme.lead.call('POST', '/invitations', { emails: ['rita@client.example'], place })
    expect(await back()).toMatchObject({ status: 409, body: { code: 'people.invited_anew' } })
    expect((await other.lead.call('DELETE', `/invitations/${id}/withdrawal`)).status).toBe(404)
    const { items } = (await acme.admin.call('GET', '/audit-entries?action=invitation.given_back')).body as { items: { subject: string }[] }
    expect(items.map(({ subject }) => subject)).toEqual([id])
  })

  it('withdraws nobody, and gives nobody back, above whoever asks', async () => {
    const { id } = (await acme.admin.call('POST', '/invitations/links', { label: 'Direction', place: { ...place, roles: ['admin'] } })).body as Invitation
    expect(await acme.lead.call('PUT', `/invitations/${id}/withdrawal`)).toMatchObject({ status: 403, body: { code: 'people.role_above_yours' } })
    expect(await read(id)).toMatchObject({ state: 'open' })
    await acme.admin.call('PUT', `/invitations/${id}/withdrawal`)
    expect((await acme.lead.call('DELETE', `/invitations/${id}/withdrawal`)).status).toBe(403)
    expect((await acme.admin.call('DELETE', `/invitations/${id}/withdrawal`)).body).toMatchObject({ state: 'open', address: expect.stringContaining('/invitation/') })
  })

  it('asks whoever has an identity already to prove the address, and then ends older sessions', async () => {
    await acme.lead.call('POST', '/invitations', { emails: ['sponsor@other.example'], place })
    const { token } = await mail('sponsor@other.example', 'invitation')
    const accepted = await caller(stage).call('POST', `/invitation-links/${token}/acceptance`, { name: 'Simon', language: 'fr' })
    expect(accepted).toMatchObject({ body: { state: 'check_mail', organisation_id: null } })
    expect(accepted.headers.getSetCookie()).toEqual([])
    expect((await other.sponsor.call('GET', '/organisation')).status).toBe(200)
    const proof = await mail('sponsor@other.example', 'proof')
    const entered = await caller(stage).call('POST', '/sign-ins', { token: proof.token })
    expect(entered).toMatchObject({ status: 201, body: { organisation_id: acme.organisation_id } })
    expect((await other.sponsor.call('GET', '/organisation')).status).toBe(401)
    const both = (await caller(stage, cookieOf(entered.headers)).call('GET', '/session')).body as { memberships: { organisation_id: string }[] }
    expect(both.memberships.map(({ organisation_id }) => organisation_id).sort()).toEqual([acme.organisation_id, other.organisation_id].sort())
  })

  it('joins at once whoever is signed in as the invited address', async () => {
    await acme.lead.call('POST', '/invitations', { emails: ['curator@other.example'], place })
    const { token } = await mail('curator@other.example', 'invitation')
    expect((await other.curator.call('POST', `/invitation-links/${token}/acceptance`, { name: 'Karim', language: 'fr' })).body).toMatchObject({ state: 'joined', organisation_id: acme.organisation_id })
  })

  it('gives no role above one’s own', async () => {
    expect(await acme.lead.call('POST', '/invitations', { emails: ['x@client.example'], place: { ...place, roles: ['admin'] } })).toMatchObject({ status: 403, body: { code: 'people.role_above_yours' } })
    expect((await acme.admin.call('POST', '/invitations', { emails: ['x@client.example'], place: { ...place, roles: ['admin'] } })).status).toBe(201)
    expect((await acme.lead.call('POST', '/invitations', { emails: ['x2@client.example'], place: { ...place, group_ids: [other.groups.paris] } })).status).toBe(404)
  })
})

describe('by link and QR code', () => {
  it('joins once the address is proved, as often as it says', async () => {
    const made = await link({ max_uses: 1 })
    expect(made).toMatchObject({ state: 'open', uses: 0, email: null, address: expect.stringContaining('/invitation/') })
    expect((await acme.lead.call('GET', `/invitations/${made.id}/qr-code`)).body).toMatchObject({ address: made.address, svg: expect.stringMatching(/^<svg/) })
    const path = `/invitation-links/${tokenOf(made)}/acceptance`
    expect(await caller(stage).call('POST', path, { name: 'Zoé', language: 'fr' })).toMatchObject({ status: 422, body: { errors: [{ field: 'email', code: 'required' }] } })
    const tokens: string[] = []
    for (const email of ['zoe@client.example', 'yan@client.example']) {
      expect((await caller(stage).call('POST', path, { name: 'Zoé', language: 'fr', email })).body).toMatchObject({ state: 'check_mail' })
      tokens.push((await mail(email, 'proof')).token)
    }
    expect(await signInOf(stage.kit).identityOf('zoe@client.example')).toBeNull()
    expect((await caller(stage).call('POST', '/sign-ins', { token: tokens[0] })).status).toBe(201)
    expect((await caller(stage).call('POST', '/sign-ins', { token: tokens[1] })).status).toBe(410)
    expect(await read(made.id)).toMatchObject({ state: 'used_up', uses: 1, address: null })
    expect((await acme.lead.call('GET', `/invitations/${made.id}/qr-code`)).status).toBe(404)
  })

  it('hides the address of a link for administrators from a lead, who would rise by it', async () => {
    const made = (await acme.admin.call('POST', '/invitations/links', { label: 'Direction', place: { ...place, roles: ['admin', 'lead'] } })).body as Invitation
    const seen = (await acme.lead.call('GET', '/invitations?kind=link&limit=100')).body as { items: Invitation[] }
    expect(seen.items.find(({ id }) => id === made.id)).toMatchObject({ state: 'open', roles: ['admin', 'lead'], address: null })
    expect(JSON.stringify(seen)).not.toContain(tokenOf(made))
    expect((await acme.lead.call('GET', `/invitations/${made.id}/qr-code`)).status).toBe(404)
    expect((await acme.lead.call('POST', `/invitations/${made.id}/sendings`)).status).toBe(403)
    expect(await read(made.id)).toMatchObject({ address: made.address })
    expect((await acme.admin.call('GET', `/invitations/${made.id}/qr-code`)).body).toMatchObject({ address: made.address })
  })

  it('is another organisation’s secret', async () => {
    const made = await link()
    for (const [method, path] of [['GET', 'qr-code'], ['PUT', 'withdrawal'], ['POST', 'sendings']] as const) expect((await other.admin.call(method, `/invitations/${made.id}/${path}`)).status).toBe(404)
    expect((await caller(stage).call('GET', '/invitation-links/aaaaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404)
  })
})

describe('the outbox', () => {
  it('shows a mail with its links, and says so in the audit log', async () => {
    await acme.lead.call('POST', '/invitations', { emails: ['lou@client.example'], place })
    const { id, token } = await mail('lou@client.example', 'invitation')
    expect((await acme.admin.call('GET', '/mails?state=kept')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ id, recipient: 'lou@client.example' })]) })
    const opened = (await acme.admin.call('GET', `/mails/${id}`)).body as { html: string; links: { address: string }[]; withheld: null }
    expect(opened.withheld).toBeNull()
    expect(opened.links.map(({ address }) => address)).toEqual([`${stage.kit.settings.base_url}/invitation/${token}`])
    expect((await acme.admin.call('GET', '/audit-entries?action=mail.opened')).body).toMatchObject({ items: [{ subject: id, member_id: acme.admin.member_id }] })
    expect((await other.admin.call('GET', `/mails/${id}`)).status).toBe(404)
    expect((await acme.lead.call('GET', `/mails/${id}`)).status).toBe(404)
  })

  it('withholds what would open another organisation', async () => {
    await acme.lead.call('POST', '/invitations', { emails: ['lead@other.example'], place })
    const { id } = await mail('lead@other.example', 'invitation')
    expect((await acme.admin.call('GET', `/mails/${id}`)).body).toMatchObject({ html: null, links: [], withheld: 'not_here' })
  })
})
