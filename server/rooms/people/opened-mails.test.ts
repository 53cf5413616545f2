import { auditEntry } from '@portevoix/contract/organisations'
import { mail } from '@portevoix/contract/people/outbox'
import { openedMail } from '@portevoix/contract/people/sign-in'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testInstallation, type TestInstallation } from '#test/installation'
import { caller, company, cookieOf, signIn, type Caller, type Company, type Person } from '#test/world'

let now = Date.now()
let stage: TestInstallation
let us: Company
let others: Company
beforeAll(async () => {
  stage = await testInstallation({ clock: () => new Date(now) })
  us = await company(stage, 'ours.test')
  others = await company(stage, 'theirs.test')
}, 60_000)

const items = async <T>(who: Caller, path: string, shape: z.ZodType<T>): Promise<T[]> => z.looseObject({ items: z.array(shape) }).parse((await who.call('GET', path)).body).items
const kept = async (recipient: string) => (await items(us.admin, '/mails?limit=100&state=kept', mail)).find((one) => one.recipient === recipient)?.id ?? ''
/** Reads, as a person of the outbox does, the last mail of an address, and gives the token in it. */
const readMailOf = async (reader: Person, recipient: string): Promise<string> => {
  await expect.poll(() => kept(recipient), { timeout: 15_000 }).not.toBe('')
  const { links } = z.looseObject({ links: z.array(z.object({ address: z.string() })) }).parse((await reader.call('GET', `/mails/${await kept(recipient)}`)).body)
  return links[0]?.address.split('/').at(-1) ?? ''
}
const told = (who: Caller) => items(who, '/me/opened-mails', openedMail)
const rooms = async (who: Caller) => z.looseObject({ rooms: z.record(z.string(), z.looseObject({})) }).parse((await who.call('GET', '/me/data')).body).rooms

describe('a mail that gives access to an account, read by an administrator where no mail server is set up', () => {
  const address = 'ambassador@ours.test'

  it('opens the account of whom it is for, and the audit log names them', async () => {
    expect((await caller(stage).call('POST', '/sign-in-links', { email: address })).status).toBe(202)
    const token = await readMailOf(us.admin, address)
    const [entry] = await items(us.admin, '/audit-entries?action=mail.opened', auditEntry)
    expect(entry).toMatchObject({ member_id: us.admin.member_id, subject: us.ambassador.member_id, details: { kind: 'sign_in', mail_id: await kept(address), mail_server: false } })
    const entered = await caller(stage).call('POST', '/sign-ins', { token })
    expect(entered.status).toBe(201)
    expect(await told(caller(stage, cookieOf(entered.headers), us.organisation_id))).toHaveLength(1)
  })

  it('is told to that person, and to nobody else', async () => {
    expect(await told(us.ambassador)).toEqual([{ at: new Date(now).toISOString(), reader: 'Alice Admin', for_want_of_server: true }])
    for (const other of [us.admin, us.lead, us.customer, others.ambassador, others.admin]) expect(await told(other)).toEqual([])
    expect((await caller(stage).call('GET', '/me/opened-mails')).status).toBe(401)
  })

  it('is in the copy of their own data', async () => {
    const { organisations, people } = await rooms(us.ambassador)
    expect(organisations).toMatchObject({ audit_entries_about: [{ action: 'mail.opened', member_id: us.admin.member_id }] })
    expect(people).toMatchObject({ opened_mails: [{ reader: 'Alice Admin' }] })
    expect(await rooms(us.lead)).toMatchObject({ organisations: { audit_entries_about: [] }, people: { opened_mails: [] } })
  })

  it('is told where it was an invitation, to somebody who came by it', async () => {
    expect((await us.admin.call('POST', '/invitations', { emails: ['nina@ours.test'], place: { tribe: 'employees', language: 'fr' } })).status).toBeLessThan(300)
    const token = await readMailOf(us.admin, 'nina@ours.test')
    const [entry] = await items(us.admin, '/audit-entries?action=mail.opened', auditEntry)
    expect(entry).toMatchObject({ subject: await kept('nina@ours.test'), details: { kind: 'invitation', mail_server: false } })
    expect((await caller(stage).call('POST', `/invitation-links/${token}/acceptance`, { name: 'Nina', language: 'fr' })).status).toBeLessThan(300)
    expect(await told(await signIn(stage, us.organisation_id, 'nina@ours.test'))).toMatchObject([{ reader: 'Alice Admin', for_want_of_server: true }])
  })

  it('is no news where the reader is the person themself', async () => {
    await caller(stage).call('POST', '/sign-in-links', { email: 'admin@ours.test' })
    await readMailOf(us.admin, 'admin@ours.test')
    expect(await told(us.admin)).toEqual([])
  })

  it('is told for 30 days, the reader’s name for as long as they are there', async () => {
    await us.admin.call('PUT', `/members/${us.lead.member_id}/roles`, { roles: ['admin'] })
    await us.lead.call('DELETE', `/members/${us.admin.member_id}`)
    await expect.poll(() => told(us.ambassador), { timeout: 15_000 }).toMatchObject([{ reader: null }])
    now += 29 * 86_400_000
    expect(await told(us.ambassador)).toHaveLength(1)
    now += 2 * 86_400_000
    expect(await told(us.ambassador)).toEqual([])
  })
})
