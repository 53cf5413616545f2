import { beforeAll, describe, expect, it } from 'vitest'
import type { CsvPreview, Invitation } from '@portevoix/contract/people/invitations'
import { caller, company, type Company } from '#test/world'
import { house, type House } from './house.fixture.ts'

let stage: House
let acme: Company
const place = { tribe: 'employees', language: 'fr', roles: ['ambassador'] }

beforeAll(async () => {
  stage = await house()
  acme = await company(stage, 'acme.example')
})

const mailsTo = async (email: string): Promise<number> => (await stage.owner.query(`select from kit.mails where recipient = $1 and kind = 'invitation'`, [email])).rowCount ?? 0
const invite = async (email: string, more: object = {}) => (await acme.lead.call('POST', '/invitations', { emails: [email], place, ...more })).body
const waiting = async (email: string): Promise<Invitation> => {
  const { items } = (await acme.lead.call('GET', '/invitations?kind=email&limit=100')).body as { items: Invitation[] }
  const found = items.find((one) => one.email === email)
  if (!found) throw new Error(`${email} is not invited`)
  return found
}
const again = async (email: string) => acme.lead.call('POST', `/invitations/${(await waiting(email)).id}/sendings`)
const aDayLater = (email: string) => stage.owner.query(`update people.invitations set sent_at = sent_at - interval '1 day' where email = $1`, [email])
const csv = (email: string, send_again: boolean) => ({ csv: Buffer.from(`email\n${email}\n`).toString('base64'), place, send_again })

describe('somebody who has not joined', () => {
  it('is mailed once a day, and five times in all, by whatever path', async () => {
    const email = 'paul@client.example'
    expect(await invite(email)).toMatchObject({ items: [{ outcome: 'invited', invited_at: null, again_at: null }] })
    expect(await again(email)).toMatchObject({ status: 409, body: { code: 'people.invitation_too_soon', detail: expect.stringMatching(/il y a moins d’un jour.*à partir du \d+ \p{L}+ \d{4} à \d\d:\d\d/u) } })
    const { sent_at } = await waiting(email)
    const again_at = new Date(Date.parse(sent_at ?? '') + 86_400_000).toISOString()
    expect(await invite(email, { send_again: true })).toMatchObject({ items: [{ outcome: 'too_soon', again_at }] })
    expect((await acme.lead.call('POST', '/invitations/csv', csv(email, true))).body).toMatchObject({ rows: [{ outcome: 'too_soon', again_at }], counts: { too_soon: 1, sent_again: 0 } })
    expect(await mailsTo(email)).toBe(1)

    await aDayLater(email)
    expect((await again(email)).body).toMatchObject({ sendings: 2 })
    await aDayLater(email)
    expect(await invite(email, { send_again: true })).toMatchObject({ items: [{ outcome: 'sent_again' }] })
    await aDayLater(email)
    expect((await acme.lead.call('POST', '/invitations/csv', csv(email, true))).body).toMatchObject({ counts: { sent_again: 1 } })
    await aDayLater(email)
    expect((await again(email)).body).toMatchObject({ sendings: 5 })
    await aDayLater(email)
    expect(await again(email)).toMatchObject({ status: 409, body: { code: 'people.invitation_too_often', detail: expect.stringContaining('a déjà reçu 5 messages') } })
    expect(await invite(email, { send_again: true })).toMatchObject({ items: [{ outcome: 'too_often', again_at: null }] })
    expect((await acme.lead.call('POST', '/invitations/csv', csv(email, true))).body).toMatchObject({ counts: { too_often: 1 } })
    expect(await mailsTo(email)).toBe(5)
  })

  it('is told of in the language of whoever asks', async () => {
    await invite('english@client.example')
    await acme.lead.call('PATCH', '/me', { language: 'en' })
    expect((await again('english@client.example')).body).toMatchObject({ detail: expect.stringMatching(/^This person was mailed less than a day ago. The invitation can be sent again from \d+ \w+ \d{4} at \d/) })
    await acme.lead.call('PATCH', '/me', { language: 'fr' })
  })

  it('is not mailed anew by withdrawing and inviting', async () => {
    const email = 'rita@client.example'
    await invite(email)
    await acme.lead.call('PUT', `/invitations/${(await waiting(email)).id}/withdrawal`)
    expect(await invite(email)).toMatchObject({ items: [{ outcome: 'too_soon', invited_at: null, again_at: expect.any(String) }] })
    await stage.owner.query(`update people.invitations set sendings = 5, sent_at = sent_at - interval '9 days' where email = $1`, [email])
    expect(await invite(email)).toMatchObject({ items: [{ outcome: 'too_often' }] })
    expect(await mailsTo(email)).toBe(1)
  })

  it('is mailed once by two who ask at the same time', async () => {
    const email = 'omar@client.example'
    await invite(email)
    await aDayLater(email)
    const answers = await Promise.all([again(email), again(email), again(email)])
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([201, 409, 409])
    expect(await mailsTo(email)).toBe(2)
  })
})

describe('an address that is invited already', () => {
  it('stays as it is and is not mailed, and the preview and the answer say since when', async () => {
    const email = 'nina@client.example'
    await invite(email)
    await aDayLater(email)
    const { created_at } = await waiting(email)
    const known = { email, outcome: 'invited_already', invited_at: created_at, again_at: null }
    expect((await acme.lead.call('POST', '/invitations/preview', { text: `${email}, new@client.example` })).body).toMatchObject({ items: [known, { outcome: 'invited', invited_at: null }] })
    expect(await invite(email, { place: { ...place, language: 'en', roles: ['curator'] } })).toMatchObject({ items: [known] })
    expect((await acme.lead.call('POST', '/invitations/csv-preview', csv(email, false))).body as CsvPreview).toMatchObject({ rows: [known], counts: { invited_already: 1, sent_again: 0 } })
    expect((await acme.lead.call('POST', '/invitations/csv', csv(email, false))).body as CsvPreview).toMatchObject({ rows: [known], counts: { invited_already: 1, sent_again: 0 } })
    expect(await waiting(email)).toMatchObject({ language: 'fr', roles: ['ambassador'], sendings: 1 })
    expect(await mailsTo(email)).toBe(1)
    expect((await acme.lead.call('POST', '/invitations/preview', { text: email, send_again: true })).body).toMatchObject({ items: [{ outcome: 'sent_again' }] })
    expect(await mailsTo(email)).toBe(1)
  })
})

describe('a name that is pasted with its address', () => {
  it('is in the preview, the list, the greeting, and where the person registers', async () => {
    const text = '"Roux, Nadia" <Nadia@client.example>;\nÉlodie "Élo" Œuvrard <elodie@client.example>\nfaux@, zoe@client.example'
    const preview = (await acme.lead.call('POST', '/invitations/preview', { text })).body as { items: { name: string; mailbox: string }[] }
    expect(preview).toMatchObject({ items: [
      { email: 'nadia@client.example', name: 'Roux, Nadia', mailbox: '"Roux, Nadia" <nadia@client.example>', outcome: 'invited' },
      { email: 'elodie@client.example', name: 'Élodie "Élo" Œuvrard', outcome: 'invited' }, { email: 'zoe@client.example', name: '', mailbox: 'zoe@client.example' },
    ], wrong: ['faux@'] })
    expect((await acme.lead.call('POST', '/invitations', { emails: preview.items.map(({ mailbox }) => mailbox), place })).status).toBe(201)
    expect([(await waiting('nadia@client.example')).name, (await waiting('elodie@client.example')).name, (await waiting('zoe@client.example')).name]).toEqual(['Roux, Nadia', 'Élodie "Élo" Œuvrard', ''])
    const letter = async (email: string) => (await stage.owner.query<{ html: string; body: string }>(`select html, body from kit.mails where recipient = $1`, [email])).rows[0] ?? { html: '', body: '' }
    const mail = await letter('nadia@client.example')
    expect(mail.body).toContain('Bonjour Roux, Nadia,')
    expect((await letter('zoe@client.example')).body).toContain('Bonjour,')
    const token = /\/invitation\/([\w-]+)"/.exec(mail.html)?.[1] ?? ''
    expect((await caller(stage).call('GET', `/invitation-links/${token}`)).body).toMatchObject({ name: 'Roux, Nadia', email: 'nadia@client.example' })
  })

  it('is refused with the field where there is no address, or more than one', async () => {
    for (const wrong of ['Nina Roux', 'a@b.example, c@d.example', 'Nina <nina@>']) {
      expect(await acme.lead.call('POST', '/invitations', { emails: ['ok@client.example', wrong], place })).toMatchObject({ status: 422, body: { errors: [{ field: 'emails.1', code: 'invalid_email' }] } })
    }
    const many = Array.from({ length: 1_001 }, (_, number) => `n${number}@client.example`).join('\n')
    expect(await acme.lead.call('POST', '/invitations/preview', { text: many })).toMatchObject({ status: 422, body: { errors: [{ field: 'text', code: 'people.too_many_addresses' }] } })
  })
})
