import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { domain, type Domain } from '@portevoix/contract/links'
import { deliverEvent } from '#kit/bus'
import { within } from '#kit/within'
import { testInstallation, type TestInstallation } from '#test/installation'
import { startNameServer, type NameServer } from '#test/name-server'
import { company, type Answer, type Company } from '#test/world'
import { jobs } from '../jobs.ts'
import { personalData } from '../personal-data.ts'

const start = new Date('2026-03-02T09:00:00Z')
let now = start
let stage: TestInstallation
let names: NameServer
let acme: Company
let other: Company

beforeAll(async () => {
  names = await startNameServer()
  stage = await testInstallation({ works: false, clock: () => now, settings: { dns_servers: [names.address], links_base_url: 'https://liens.portevoix.example' } })
  acme = await company(stage, 'acme.test')
  other = await company(stage, 'other.test')
  return () => names.stop()
})

const read = (answer: Answer): Domain => domain.parse(answer.body)
const add = async (by: Company, host: string): Promise<Domain> => read(await by.admin.call('POST', '/link-domains', { host }))
const check = async (by: Company, { id }: { id: string }): Promise<Domain> => read(await by.admin.call('POST', `/link-domains/${id}/checks`))
const list = async (by: Company): Promise<Domain[]> => z.object({ items: z.array(domain) }).parse((await by.admin.call('GET', '/link-domains')).body).items
const found = async (by: Company, { id }: { id: string }): Promise<Domain | undefined> => (await list(by)).find((one) => one.id === id)
const prove = ({ record }: Domain) => { names.set(record.name, record.value) }
const verified = async (by: Company, host: string): Promise<Domain> => {
  const made = await add(by, host)
  prove(made)
  return check(by, made)
}
const later = (minutes: number) => { now = new Date(now.getTime() + minutes * 60_000) }
const runJob = async () => { await jobs(async () => 'Europe/Paris').find(({ name }) => name === 'links.check-domains')?.run(stage.kit, {}) }
/** Gives hearers what was told, as the worker does. */
const deliver = async (event = 'links.domain_failing') => {
  const { rows } = await stage.pool.query<{ id: string; data: unknown }>(`select id, data from jobs.job where name = 'kit.deliver-event' and state = 'created' and data->'event'->>'name' = $1`, [event])
  for (const { id, data } of rows) {
    await deliverEvent.run(stage.kit, data)
    await stage.pool.query(`update jobs.job set state = 'completed' where name = 'kit.deliver-event' and id = $1`, [id])
  }
}
const audits = async (by: Company) =>
  z.object({ items: z.array(z.object({ action: z.string(), details: z.record(z.string(), z.unknown()) })) }).parse((await by.admin.call('GET', '/audit-entries?limit=100')).body).items
const refusedField = (answer: Answer) => ({ status: answer.status, code: z.object({ errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })) }).parse(answer.body).errors[0] })

describe('a domain', () => {
  test('waits for its record, says what it finds, and is proved by it', async () => {
    const made = await add(acme, 'https://Go.Acme.fr/')
    expect(made).toMatchObject({ host: 'go.acme.fr', shown_host: 'go.acme.fr', state: 'pending', trouble: null, leads_to: 'liens.portevoix.example', preferred: false, checked_at: null, links: 0 })
    expect(made.record).toEqual({ name: '_portevoix.go.acme.fr', value: expect.stringMatching(/^portevoix=[\w-]{24}$/) })

    expect(await check(acme, made)).toMatchObject({ state: 'pending', trouble: 'no_record', checked_at: now.toISOString() })
    names.set(made.record.name, 'v=spf1 -all', 'portevoix=of-somebody-else')
    expect(await check(acme, made)).toMatchObject({ state: 'pending', trouble: 'other_record' })
    names.set(made.record.name, 'v=spf1 -all', made.record.value)
    later(1)
    expect(await check(acme, made)).toMatchObject({ state: 'verified', trouble: null, verified_at: now.toISOString(), verified_by: acme.admin.member_id, failing_since: null })
    expect(names.asked).toContain('_portevoix.go.acme.fr')
  })

  test('of letters beyond ASCII is asked for in its ASCII form', async () => {
    const made = await verified(acme, 'liens.société.fr')
    expect(made).toMatchObject({ host: 'liens.xn--socit-esab.fr', shown_host: 'liens.société.fr', state: 'verified', record: { name: '_portevoix.liens.xn--socit-esab.fr' } })
  })

  test.each([
    ['acme', 'links.no_host'], ['192.0.2.1', 'links.no_host'], ['localhost', 'links.no_host'], ['a.b', 'links.no_host'], ['xn--a.fr', 'links.no_host'], ['liens.portevoix.example', 'links.host_of_installation'], ['GO.acme.fr', 'links.host_known'],
  ])('cannot be %s: %s', async (host, code) => {
    expect(refusedField(await acme.admin.call('POST', '/link-domains', { host }))).toEqual({ status: 422, code: { field: 'host', code, message: expect.stringMatching(/\p{L}{3}/u) } })
  })

  test('that no name server speaks of is not said to have no record', async () => {
    const made = await add(acme, 'silence.acme.fr')
    names.hush(true)
    expect(await check(acme, made)).toMatchObject({ state: 'pending', trouble: 'no_answer' })
    names.hush(false)
  })

  test('is another organisation’s once it proved it, and whoever comes second is told', async () => {
    const theirs = await add(other, 'partage.example.fr')
    const ours = await add(acme, 'partage.example.fr')
    expect(ours.record.value).not.toBe(theirs.record.value)
    names.set(ours.record.name, ours.record.value, theirs.record.value)
    expect(await check(other, theirs)).toMatchObject({ state: 'verified' })
    expect(await check(acme, ours)).toMatchObject({ state: 'pending', trouble: 'taken' })
    await acme.admin.call('DELETE', `/link-domains/${ours.id}`)
    const again = await add(acme, 'partage.example.fr')
    expect(again).toMatchObject({ state: 'pending', trouble: 'taken', checked_at: null })
    await acme.admin.call('DELETE', `/link-domains/${again.id}`)
    await other.admin.call('DELETE', `/link-domains/${theirs.id}`)
    expect((await acme.admin.call('POST', '/link-domains', { host: 'partage.example.fr' })).status).toBe(201)
  })

  describe('that was sold', () => {
    const told = (by: Company) => within(stage.kit, by.organisation_id, (ctx) => ctx.tx.selectFrom('kit.mails').select(['recipient', 'subject']).where('kind', '=', 'domain_passed').execute())
    const actions = async (by: Company, host: string) => (await audits(by)).filter(({ details }) => details['host'] === host).map(({ action }) => action)

    test('passes to its new owner, once the record of the old one has been gone for three days', async () => {
      const [seller, buyer] = [await company(stage, 'seller.test'), await company(stage, 'buyer.test')]
      const theirs = await verified(seller, 'go.sold.fr')
      const ours = await add(buyer, 'go.sold.fr')
      names.set(ours.record.name, ours.record.value, theirs.record.value)
      later(10 * 24 * 60)
      expect(await check(buyer, ours)).toMatchObject({ state: 'pending', trouble: 'taken' }) // both prove it: who was first keeps it
      names.set(ours.record.name, ours.record.value)
      expect(await check(buyer, ours)).toMatchObject({ state: 'pending', trouble: 'taken' }) // nobody knows for how long it has been gone
      await runJob()
      expect(await found(seller, theirs)).toMatchObject({ state: 'failing', trouble: 'other_record' })
      later(3 * 24 * 60 - 60)
      expect(await check(buyer, ours)).toMatchObject({ state: 'pending', trouble: 'taken' })
      later(60)
      await runJob()
      expect(await found(buyer, ours)).toMatchObject({ state: 'verified', trouble: null, preferred: true })
      expect(await found(seller, theirs)).toMatchObject({ state: 'pending', preferred: false, verified_at: null })
      await deliver('links.domain_passed')
      expect([await told(buyer), await told(seller)]).toEqual([
        [{ recipient: 'admin@buyer.test', subject: expect.stringContaining('go.sold.fr') }], [{ recipient: 'admin@seller.test', subject: expect.stringMatching(/go\.sold\.fr.*(autre organisation|another organisation)/) }],
      ])
      expect([await actions(buyer, 'go.sold.fr'), await actions(seller, 'go.sold.fr')]).toEqual([['domain.verified', 'domain.added'], ['domain.lost', 'domain.verified', 'domain.added']])
      expect(await check(seller, theirs)).toMatchObject({ state: 'pending', trouble: 'other_record' })
    })

    test('stays while name servers say nothing, and while its record is back', async () => {
      const [seller, buyer] = [await company(stage, 'silent.test'), await company(stage, 'eager.test')]
      const theirs = await verified(seller, 'go.silent.fr')
      const ours = await add(buyer, 'go.silent.fr')
      names.hush(true)
      expect((await check(seller, theirs)).trouble).toBe('no_answer')
      names.hush(false)
      later(4 * 24 * 60)
      names.set(ours.record.name, ours.record.value)
      expect(await check(buyer, ours)).toMatchObject({ state: 'pending', trouble: 'taken' })
      await check(seller, theirs)
      names.set(ours.record.name, theirs.record.value)
      later(2 * 24 * 60)
      await check(seller, theirs)
      names.set(ours.record.name, ours.record.value)
      later(2 * 24 * 60)
      expect(await check(buyer, ours)).toMatchObject({ state: 'pending', trouble: 'taken' })
      expect((await found(seller, theirs))?.verified_at).toBe(theirs.verified_at)
    })

    test('has one new owner, however many ask at the same moment', async () => {
      const [seller, one, two] = [await company(stage, 'left.test'), await company(stage, 'one.test'), await company(stage, 'two.test')]
      const theirs = await verified(seller, 'go.left.fr')
      const [first, second] = [await add(one, 'go.left.fr'), await add(two, 'go.left.fr')]
      names.set(first.record.name, first.record.value, second.record.value)
      await check(seller, theirs)
      later(3 * 24 * 60)
      const answers = await Promise.all([check(one, first), check(two, second), check(seller, theirs), check(one, first), check(two, second)])
      expect(new Set(answers.map(({ state }) => state))).toContain('verified')
      const holders = (await Promise.all([found(one, first), found(two, second), found(seller, theirs)])).filter((held) => held?.verified_at)
      expect(holders).toHaveLength(1)
      expect(holders[0]?.id).not.toBe(theirs.id)
    })
  })

  test('is seen and changed by its own organisation’s administrators alone', async () => {
    const [first] = await list(acme)
    for (const [method, path] of [['POST', '/checks'], ['PUT', '/preference'], ['DELETE', '/preference'], ['DELETE', '']] as const) {
      expect((await other.admin.call(method, `/link-domains/${first?.id}${path}`)).status).toBe(404)
      expect((await acme.lead.call(method, `/link-domains/${first?.id}${path}`)).status).toBe(404)
    }
    expect((await list(other)).map(({ host }) => host)).not.toContain('go.acme.fr')
  })

  test('of an organisation are at most twenty', async () => {
    const third = await company(stage, 'third.test')
    for (let number = 0; number < 20; number += 1) await add(third, `go${number}.third.fr`)
    expect(await third.admin.call('POST', '/link-domains', { host: 'go20.third.fr' })).toMatchObject({ status: 409, body: { code: 'links.too_many_domains' } })
  })
})

describe('the domain of new shares', () => {
  test('is the first that was proved, until another is preferred or none', async () => {
    const fourth = await company(stage, 'fourth.test')
    const first = await verified(fourth, 'a.fourth.fr')
    const second = await verified(fourth, 'b.fourth.fr')
    const preferred = async () => (await list(fourth)).filter((one) => one.preferred).map(({ host }) => host)
    expect(await preferred()).toEqual(['a.fourth.fr'])
    expect(read(await fourth.admin.call('PUT', `/link-domains/${second.id}/preference`)).preferred).toBe(true)
    expect(await preferred()).toEqual(['b.fourth.fr'])
    await fourth.admin.call('DELETE', `/link-domains/${first.id}/preference`)
    expect(await preferred()).toEqual(['b.fourth.fr'])
    await fourth.admin.call('DELETE', `/link-domains/${second.id}/preference`)
    expect(await preferred()).toEqual([])
    const third = await add(fourth, 'c.fourth.fr')
    expect(await fourth.admin.call('PUT', `/link-domains/${third.id}/preference`)).toMatchObject({ status: 409, body: { code: 'links.not_verified' } })
  })
})

describe('the platform looks by itself', () => {
  test('every ten minutes at first, and signs nobody’s name', async () => {
    await runJob()
    const made = await add(acme, 'attente.acme.fr')
    await runJob()
    expect(await found(acme, made)).toMatchObject({ state: 'pending', trouble: 'no_record' })
    prove(made)
    later(9)
    await runJob()
    expect((await found(acme, made))?.state).toBe('pending')
    later(1)
    await runJob()
    expect(await found(acme, made)).toMatchObject({ state: 'verified', verified_by: null, verified_at: now.toISOString() })
  })

  test('once a day afterwards, tells of a record that is gone for long, and drops nothing', async () => {
    const fifth = await company(stage, 'fifth.test')
    const made = await verified(fifth, 'go.fifth.fr')
    const mails = async () => {
      await deliver()
      return within(stage.kit, fifth.organisation_id, (ctx) =>
        ctx.tx.selectFrom('kit.mails').select(['recipient', 'subject', 'body']).where('kind', '=', 'domain_failing').orderBy('id').execute())
    }
    names.set(made.record.name)
    later(23 * 60)
    await runJob()
    expect((await found(fifth, made))?.state).toBe('verified')
    later(60)
    const gone = now.toISOString()
    await runJob()
    expect(await found(fifth, made)).toMatchObject({ state: 'failing', trouble: 'no_record', failing_since: gone, preferred: true })
    expect(await mails()).toEqual([])
    later(3 * 24 * 60)
    await runJob()
    expect(await found(fifth, made)).toMatchObject({ state: 'failing', failing_since: gone, preferred: true })
    expect(await mails()).toEqual([{ recipient: 'admin@fifth.test', subject: expect.stringContaining('go.fifth.fr'), body: expect.stringContaining(made.record.value) }])
    later(24 * 60)
    await runJob()
    expect(await mails()).toHaveLength(1)
    later(30 * 24 * 60)
    await runJob()
    expect(await mails()).toHaveLength(2)
    prove(made)
    expect(await check(fifth, made)).toMatchObject({ state: 'verified', failing_since: null, verified_at: made.verified_at })
  })

  test('no longer after a month of waiting', async () => {
    const made = await add(acme, 'jamais.acme.fr')
    later(31 * 24 * 60)
    prove(made)
    await runJob()
    expect((await found(acme, made))?.state).toBe('pending')
    expect((await check(acme, made)).state).toBe('verified')
  })
})

test('who added and proved a domain may have a copy of that, and takes their name along', async () => {
  const sixth = await company(stage, 'sixth.test')
  const made = await verified(sixth, 'go.sixth.fr')
  const copy = await within(stage.kit, sixth.organisation_id, (ctx) => personalData.export(ctx, sixth.admin.member_id))
  expect(copy).toMatchObject({ domains: [{ host: 'go.sixth.fr', added_by: sixth.admin.member_id, verified_by: sixth.admin.member_id }] })
  await within(stage.kit, sixth.organisation_id, (ctx) => personalData.erase(ctx, sixth.admin.member_id))
  expect(await found(sixth, made)).toMatchObject({ state: 'verified', verified_by: null })
  expect(await within(stage.kit, sixth.organisation_id, (ctx) => ctx.tx.selectFrom('links.domains').select(['added_by', 'verified_by']).execute())).toEqual([{ added_by: null, verified_by: null }])
})

test('leads nowhere yet where the installation has no address that name servers know', async () => {
  const alone = await testInstallation({ works: false, settings: { dns_servers: [names.address] } })
  expect(await add(await company(alone, 'alone.test'), 'go.alone.fr')).toMatchObject({ state: 'pending', leads_to: null })
})

test('what was done with domains is in the audit log', async () => {
  const told = (await audits(acme)).filter(({ details }) => details['host'] === 'go.acme.fr').map(({ action }) => action)
  expect(told).toEqual(['domain.verified', 'domain.added'])
})
