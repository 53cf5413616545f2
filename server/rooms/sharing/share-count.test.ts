import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { within } from '#kit/within'
import { createOrganisationWith, enrol } from '#room/people'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, signIn, type Person } from '#test/world'

let installation: TestInstallation

const made = z.looseObject({ id: z.string(), version: z.number().optional() })
const told = async (curator: Person, content_id: string) => z.object({ shares: z.number().nullable() }).parse((await curator.call('GET', `/contents/${content_id}/share-count`)).body).shares

/** A programme that these people join, and a content of it that they may share. */
const offer = async (curator: Person, lead: Person, people: readonly Person[]): Promise<string> => {
  const programme_id = made.parse((await lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin', 'x'] })).body).id
  const [theme] = z.object({ items: z.array(made) }).parse((await lead.call('GET', `/programmes/${programme_id}/themes`)).body).items
  for (const person of people) expect(await person.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })).toMatchObject({ status: 200 })
  const { id, version } = made.parse((await curator.call('POST', `/programmes/${programme_id}/contents`, { kind: 'text' })).body)
  const saved = made.parse((await curator.call('PATCH', `/contents/${id}`, { version, changes: { theme_id: theme?.id, title: 'Un pas', body_html: '<p>Un pas.</p>', visibility: 'shareable', tribes: [] } })).body)
  expect(await curator.call('PUT', `/contents/${id}/publication`, { version: saved.version })).toMatchObject({ status: 200 })
  return id
}
const share = async (person: Person, content_id: string, network = 'linkedin') => {
  const prepared = await person.call('POST', '/shares', { content_id, network })
  expect(prepared).toMatchObject({ status: 201 })
  const { id } = made.parse(prepared.body)
  expect(await person.call('PUT', `/shares/${id}/opening`, { caption: 'À lire.' })).toMatchObject({ status: 200 })
}

beforeAll(async () => { installation = await testInstallation() })

describe('how many shares of a content have a link out there', () => {
  it('is the same answer for nobody and for four people, and a number from the fifth on', async () => {
    const us = await company(installation, 'ateliers.example')
    const people = [us.ambassador, us.customer, us.curator, us.lead, us.moderator]
    const content_id = await offer(us.curator, us.lead, people)
    expect(await told(us.curator, content_id)).toBeNull()
    for (const person of people.slice(0, 4)) {
      await share(person, content_id)
      expect(await told(us.curator, content_id)).toBeNull()
    }
    // of one person more than once: there are still four
    await share(us.lead, content_id, 'x')
    expect(await told(us.curator, content_id)).toBeNull()
    await share(us.moderator, content_id)
    expect(await told(us.curator, content_id)).toBe(6)
  })

  it('is told as it is to an organisation that never had five members', async () => {
    const { organisation_id } = await createOrganisationWith(installation.kit, { name: 'Deux', language: 'fr', colour: '#0a5c5c', time_zone: 'Europe/Paris' }, { name: 'Alix', email: 'alix@deux.example' })
    const more = (names: readonly string[]) => within(installation.kit, organisation_id, (ctx) =>
      enrol(ctx, names.map((name) => ({ name, email: `${name}@deux.example`, language: 'fr' as const, tribe: 'employees' as const, roles: ['ambassador' as const], group_ids: [] })), true))
    const alix = await signIn(installation, organisation_id, 'alix@deux.example')
    const content_id = await offer(alix, alix, [alix])
    expect(await told(alix, content_id)).toBe(0)
    await share(alix, content_id)
    expect(await told(alix, content_id)).toBe(1)
    await more(['bao', 'chloe', 'dina'])
    expect(await told(alix, content_id)).toBe(1)
    await more(['elie'])
    expect(await told(alix, content_id)).toBeNull()
  })
})
