import { beforeAll, describe, expect, it } from 'vitest'
import { caller, company, cookieOf, signIn, type Company } from '#test/world'
import { house, type House } from './house.fixture.ts'
import { signInOf } from './sign-in/index.ts'

let stage: House
let acme: Company

beforeAll(async () => {
  stage = await house()
  acme = await company(stage, 'acme.example')
})

/** The link in the mail that an address got last, once its job has run. */
const mailedToken = async (recipient: string, kind = 'sign_in'): Promise<string> => {
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const { rows } = await stage.owner.query<{ html: string }>(`select html from kit.mails where recipient = $1 and kind = $2 and state = 'kept' order by id desc limit 1`, [recipient, kind])
    const token = /\/(?:sign-in|invitation)\/([\w-]+)"/.exec(rows[0]?.html ?? '')?.[1]
    if (token) return token
    await new Promise((resolve) => { setTimeout(resolve, 30) })
  }
  throw new Error(`No mail for ${recipient}`)
}

const forget = () => stage.owner.query('delete from auth.attempts')

describe('signing in by a mailed link', () => {
  it('opens a session once', async () => {
    const visitor = caller(stage)
    expect((await visitor.call('POST', '/sign-in-links', { email: ' Ambassador@ACME.example ' })).status).toBe(202)
    const token = await mailedToken('ambassador@acme.example')
    const entered = await visitor.call('POST', '/sign-ins', { token })
    expect(entered).toMatchObject({ status: 201, body: { organisation_id: acme.organisation_id } })
    const session = await caller(stage, cookieOf(entered.headers)).call('GET', '/session')
    expect(session.body).toMatchObject({ identity: { email: 'ambassador@acme.example' }, first_visit: false, memberships: [{ roles: ['ambassador'], tribe: 'employees' }] })
    expect(await visitor.call('POST', '/sign-ins', { token })).toMatchObject({ status: 410, body: { code: 'people.link_over' } })
  })

  it('lets only one of many at once in', async () => {
    const token = await signInOf(stage.kit).issue('curator@acme.example', true)
    const answers = await Promise.all(Array.from({ length: 8 }, () => caller(stage).call('POST', '/sign-ins', { token })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(7)
  })

  it('tells who was suspended, after a right link alone, and leaves no session', async () => {
    const person = acme.moderator
    const sessions = async () => (await stage.owner.query(`select s.id from auth.sessions s join auth.identities i on i.id = s.identity_id where i.email = 'moderator@acme.example'`)).rows.length
    const before = await sessions()
    expect((await acme.admin.call('PUT', `/members/${person.member_id}/suspension`)).status).toBe(200)
    const token = await signInOf(stage.kit).issue('moderator@acme.example', true)
    expect(await caller(stage).call('POST', '/sign-ins', { token: `${token}x` })).toMatchObject({ body: { code: 'people.link_over' } })
    const refused = await caller(stage).call('POST', '/sign-ins', { token })
    expect(refused).toMatchObject({ status: 403, body: { code: 'people.suspended' } })
    expect(refused.headers.getSetCookie().filter((line) => line.includes('session') && !/max-age=0/i.test(line))).toEqual([])
    expect(await sessions()).toBe(before)
    expect((await acme.admin.call('DELETE', `/members/${person.member_id}/suspension`)).status).toBe(200)
    expect((await caller(stage).call('POST', '/sign-ins', { token: await signInOf(stage.kit).issue('moderator@acme.example', true) })).status).toBe(201)
  })

  it('is not used up by whoever opens its page', async () => {
    const token = await signInOf(stage.kit).issue('curator@acme.example', true)
    for (const path of [`/sign-in/${token}`, `/api/v1/sign-ins?token=${token}`, `/api/v1/sign-ins`]) {
      for (const method of ['GET', 'HEAD']) await fetch(`${stage.address}${path}`, { method })
    }
    expect((await caller(stage).call('POST', '/sign-ins', { token })).status).toBe(201)
  })

  it('ends after 15 minutes', async () => {
    const token = await signInOf(stage.kit).issue('curator@acme.example', true)
    const { rows } = await stage.owner.query<{ minutes: number }>(`select extract(epoch from expires_at - now()) / 60 as minutes from auth.verifications order by created_at desc limit 1`)
    expect(Number(rows[0]?.minutes)).toBeGreaterThan(14.5)
    expect(Number(rows[0]?.minutes)).toBeLessThanOrEqual(15)
    await stage.owner.query(`update auth.verifications set expires_at = now() - interval '1 second'`)
    expect((await caller(stage).call('POST', '/sign-ins', { token })).status).toBe(410)
  })

  it('keeps neither the token nor the address in clear', async () => {
    const token = await signInOf(stage.kit).issue('curator@acme.example', true)
    await caller(stage).call('POST', '/sign-in-links', { email: 'curator@acme.example' })
    const { rows } = await stage.owner.query<{ text: string }>(`select identifier as text from auth.verifications union all select data::text from jobs.job where name = 'people.send-sign-in-link' union all select key from auth.attempts`)
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.filter(({ text }) => text.includes(token) || text.includes('curator@') || text.includes('127.0.0'))).toEqual([])
  })

  it('guards its cookie', async () => {
    const entered = await caller(stage).call('POST', '/sign-ins', { token: await signInOf(stage.kit).issue('curator@acme.example', true) })
    const [cookie = ''] = entered.headers.getSetCookie()
    expect(cookie).toMatch(/^portevoix\.session=/)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).toMatch(/; Path=\//)
  })

  it('answers the same to unknown addresses, and mails them nothing', async () => {
    await forget()
    const known = await caller(stage).call('POST', '/sign-in-links', { email: 'lead@acme.example' })
    const unknown = await caller(stage).call('POST', '/sign-in-links', { email: 'nobody@acme.example' })
    expect({ status: unknown.status, body: unknown.body }).toEqual({ status: known.status, body: known.body })
    expect([...unknown.headers.keys()].sort()).toEqual([...known.headers.keys()].sort())
    await mailedToken('lead@acme.example')
    expect((await stage.owner.query(`select from kit.mails where recipient = 'nobody@acme.example'`)).rowCount).toBe(0)
  })

  it('takes the same time for both', async () => {
    const time = async (email: string) => {
      const start = performance.now()
      await caller(stage).call('POST', '/sign-in-links', { email })
      return performance.now() - start
    }
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    for (let turn = 0; turn < 40; turn += 1) {
      await forget()
      times.known.push(await time('lead@acme.example'))
      times.unknown.push(await time(`nobody${turn}@acme.example`))
    }
    // the fastest quarter: what a busy machine adds says nothing of the address
    const typical = (values: number[]) => values.sort((one, other) => one - other).slice(0, 10).reduce((sum, value) => sum + value, 0) / 10
    const [known, unknown] = [typical(times.known), typical(times.unknown)]
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(known, unknown) * 0.4 + 1)
  })
})

describe('limits', () => {
  it('hold an address, known or not', async () => {
    for (const email of ['lead@acme.example', 'nobody@else.example']) {
      await forget()
      const statuses = []
      for (let turn = 0; turn < 7; turn += 1) statuses.push((await caller(stage).call('POST', '/sign-in-links', { email })).status)
      expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429])
    }
    await forget()
  })

  it('hold a network', async () => {
    await forget()
    const statuses = await Promise.all(Array.from({ length: 64 }, async (_, turn) => (await caller(stage).call('POST', '/sign-in-links', { email: `one${turn}@else.example` })).status))
    expect(statuses.filter((status) => status === 202)).toHaveLength(60)
    const refused = await caller(stage).call('POST', '/sign-in-links', { email: 'other@else.example' })
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    await forget()
  })
})

describe('sessions', () => {
  it('are listed, ended one by one and everywhere', async () => {
    const first = await signIn(stage, acme.organisation_id, 'sponsor@acme.example')
    const second = await signIn(stage, acme.organisation_id, 'sponsor@acme.example')
    const list = async () => (await second.call('GET', '/sessions')).body as { items: { id: string; current: boolean; agent: string }[] }
    const { items } = await list()
    expect(items.length).toBeGreaterThanOrEqual(3)
    expect(items.filter(({ current }) => current)).toHaveLength(1)
    expect(items[0]?.agent).toBe('Firefox of the tests')
    const stranger = items.find(({ current }) => current)?.id ?? ''
    expect((await acme.customer.call('DELETE', `/sessions/${stranger}`)).status).toBe(404)
    for (const one of items.filter(({ current }) => !current)) expect((await second.call('DELETE', `/sessions/${one.id}`)).status).toBe(204)
    expect((await first.call('GET', '/sessions')).status).toBe(401)
    expect((await list()).items).toHaveLength(1)
    expect((await second.call('DELETE', '/sessions')).status).toBe(204)
    expect((await second.call('GET', '/sessions')).status).toBe(401)
  })

  it('end when the person signs out', async () => {
    const person = await signIn(stage, acme.organisation_id, 'manager@acme.example')
    const left = await person.call('DELETE', '/session')
    expect(left.status).toBe(204)
    expect((await person.call('GET', '/sessions')).status).toBe(401)
  })

  it('are not opened by a forged cookie', async () => {
    const [name = '', value = ''] = acme.lead.cookie.split(/=(.*)/s)
    const forged = caller(stage, `${name}=${value.slice(0, 10)}x${value.slice(11)}`, acme.organisation_id)
    expect((await forged.call('GET', '/sessions')).status).toBe(401)
  })
})
