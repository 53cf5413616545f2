import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { caller, cookieOf } from '#test/world'
import { createOrganisationWith, signInLink } from './index.ts'
import { house, type House } from './house.fixture.ts'

/** What a real mail server took, the newest last. */
const received: { to: string; text: string }[] = []
const server = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS'],
  onData(stream, session, callback) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => { chunks.push(chunk) })
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join()
      PostalMime.parse(Buffer.concat(chunks)).then(({ text = '' }) => { received.push({ to, text }); callback() }, callback)
    })
  },
})

let delivering: House
let keeping: House
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.server.address()
  delivering = await house({ settings: { smtp_url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` } })
  keeping = await house()
})
afterAll(() => new Promise<void>((resolve) => { server.close(resolve) }))

const token = (text: string): string => /\/(?:sign-in|invitation)\/([\w-]+)/.exec(text)?.[1] ?? ''

/** The token of the next mail that reaches an address. */
const nextToken = async (to: string, before: number): Promise<string> => {
  const mails = () => received.filter((mail) => mail.to === to)
  await expect.poll(() => mails().length, { timeout: 10_000 }).toBeGreaterThan(before)
  return token(mails()[before]?.text ?? '')
}

const asked = async (stage: House, email: string): Promise<string> => {
  const before = received.filter(({ to }) => to === email).length
  await caller(stage).call('POST', '/sign-in-links', { email })
  return nextToken(email, before)
}

const enter = async (stage: House, link: string, cookie = '') => {
  const { status, body, headers } = await caller(stage, cookie).call('POST', '/sign-ins', { token: link })
  expect(status).toBe(201)
  return { body: z.looseObject({ ended_sessions: z.unknown() }).parse(body), browser: caller(stage, cookieOf(headers)) }
}
const sessions = async (browser: ReturnType<typeof caller>): Promise<number> => {
  const { status, body } = await browser.call('GET', '/sessions')
  return status === 401 ? 0 : z.object({ items: z.array(z.unknown()) }).parse(body).items.length
}

const organisation = { name: 'Ateliers Été', colour: '#0a5c5c', language: 'fr', time_zone: 'Europe/Paris' } as const
const typedIn = async (stage: House, email: string) => {
  const { headers } = await caller(stage).call('POST', '/first-visit', { organisation, administrator: { name: 'Alice Admin', email } })
  return { cookie: cookieOf(headers), browser: caller(stage, cookieOf(headers)) }
}

describe('an address that the first visit was told', () => {
  const email = 'alice@acme.example'

  it('gives no access to whoever typed it in, once its owner has proved it; the owner is told', async () => {
    const { browser: first } = await typedIn(delivering, email)
    expect(await sessions(first)).toBe(1)
    const { body, browser: owner } = await enter(delivering, await asked(delivering, email))
    expect(body.ended_sessions).toEqual({ count: 1, why: 'address_proved' })
    expect(await sessions(first)).toBe(0)
    expect(await sessions(owner)).toBe(1)
    const elsewhere = await enter(delivering, await asked(delivering, email))
    expect(elsewhere.body.ended_sessions).toBeNull()
    expect([await sessions(owner), await sessions(elsewhere.browser)]).toEqual([2, 2])
  })

  it('is not proved by a link that somebody else may read', async () => {
    const { browser: first } = await typedIn(keeping, email)
    const printed = await enter(keeping, token((await signInLink(keeping.kit, email)) ?? ''))
    await caller(keeping).call('POST', '/sign-in-links', { email })
    const kept = async () => (await keeping.owner.query<{ html: string }>(`select html from kit.mails where recipient = $1 and state = 'kept'`, [email])).rows[0]?.html
    await expect.poll(kept, { timeout: 10_000 }).toBeDefined()
    const outbox = await enter(keeping, token((await kept()) ?? ''))
    expect([printed.body.ended_sessions, outbox.body.ended_sessions]).toEqual([null, null])
    expect(await sessions(first)).toBe(3)
    expect((await keeping.owner.query('select email_verified from auth.identities where email = $1', [email])).rows).toEqual([{ email_verified: false }])
  })

  it('is used up once, whatever it proves', async () => {
    const link = token((await signInLink(keeping.kit, email)) ?? '')
    const answers = await Promise.all(Array.from({ length: 6 }, () => caller(keeping).call('POST', '/sign-ins', { token: link })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(5)
  })
})

it('a link entered in the browser that was signed in already signs nobody out there, and leaves one session', async () => {
  const email = 'bruno@acme.example'
  const { organisation_id } = await createOrganisationWith(delivering.kit, { ...organisation }, { name: 'Bruno', email })
  const first = await enter(delivering, token((await signInLink(delivering.kit, email)) ?? ''))
  const { headers } = await caller(delivering).call('POST', '/sign-ins', { token: token((await signInLink(delivering.kit, email)) ?? '') })
  const { body, browser } = await enter(delivering, await asked(delivering, email), cookieOf(headers))
  expect(body).toEqual({ organisation_id, ended_sessions: { count: 1, why: 'address_proved' } })
  expect(await sessions(first.browser)).toBe(0)
  expect(await sessions(browser)).toBe(1)
})

it('joining a second organisation says that it ended the sessions opened before', async () => {
  const email = 'carole@acme.example'
  const mine = await createOrganisationWith(delivering.kit, { ...organisation }, { name: 'Carole', email })
  const { browser: first } = await enter(delivering, await asked(delivering, email))
  const host = await createOrganisationWith(delivering.kit, { ...organisation, name: 'Fonderies Hiver' }, { name: 'Denis', email: 'denis@hiver.example' })
  const { headers } = await caller(delivering).call('POST', '/sign-ins', { token: await asked(delivering, 'denis@hiver.example') })
  const before = received.filter(({ to }) => to === email).length
  await caller(delivering, cookieOf(headers), host.organisation_id).call('POST', '/invitations', { emails: [email], place: { tribe: 'employees', language: 'fr' } })
  const invitation = await nextToken(email, before)
  const asks = await caller(delivering).call('POST', `/invitation-links/${invitation}/acceptance`, { name: 'Carole', language: 'fr' })
  expect(asks.body).toEqual({ state: 'check_mail', organisation_id: null, ended_sessions: null })
  const joined = await enter(delivering, await nextToken(email, before + 1))
  expect(joined.body).toEqual({ organisation_id: host.organisation_id, ended_sessions: { count: 1, why: 'second_organisation' } })
  expect(await sessions(first)).toBe(0)
  expect(mine.organisation_id).not.toBe(host.organisation_id)
})
