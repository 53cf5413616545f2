import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { charterVersion, openProgramme } from '@portevoix/contract/programme'
import { createOrganisationWith } from '#room/people'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, signIn, type Person } from '#test/world'

let house: TestInstallation
beforeAll(async () => { house = await testInstallation({ works: false }) })

const programmeBy = async (lead: Person) => openProgramme.parse((await lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body).id
const told = async (lead: Person, programme_id: string) =>
  z.object({ items: z.array(charterVersion) }).parse((await lead.call('GET', `/programmes/${programme_id}/charter-versions`)).body).items.map(({ acceptances }) => acceptances)

describe('how many accepted a version of the charter', () => {
  it('is told in fives, so that neither the first, nor one more, nor one less can be seen', async () => {
    const us = await company(house, 'ateliers.example')
    const programme_id = await programmeBy(us.lead)
    const accept = (person: Person) => person.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
    expect(await told(us.lead, programme_id)).toEqual([null])
    for (const person of [us.lead, us.curator, us.moderator, us.customer]) {
      await accept(person)
      expect(await told(us.lead, programme_id)).toEqual([null])
    }
    for (const person of [us.ambassador, us.sponsor]) {
      expect(await accept(person)).toMatchObject({ status: 200 })
      expect(await told(us.lead, programme_id)).toEqual([5])
    }
    expect(await us.ambassador.call('DELETE', `/programmes/${programme_id}/acceptance`)).toMatchObject({ status: 200 })
    expect(await told(us.lead, programme_id)).toEqual([5])
  })

  it('is told as it is to an organisation that never had five members', async () => {
    const { organisation_id } = await createOrganisationWith(house.kit, { name: 'Une', language: 'fr', colour: '#0a5c5c', time_zone: 'Europe/Paris' }, { name: 'Alix', email: 'alix@une.example' })
    const alix = await signIn(house, organisation_id, 'alix@une.example')
    const programme_id = await programmeBy(alix)
    const reached = async () => (await alix.call('GET', `/programmes/${programme_id}/audience?visibility=shareable`)).body
    expect([await told(alix, programme_id), await reached()]).toEqual([[0], { ambassadors: 0 }])
    await alix.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
    expect([await told(alix, programme_id), await reached()]).toEqual([[1], { ambassadors: 1 }])
  })
})
