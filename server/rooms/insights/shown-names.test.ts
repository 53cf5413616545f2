import { beforeAll, expect, it } from 'vitest'
import { openProgramme } from '@portevoix/contract/programme'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, type Company } from '#test/world'

let house: TestInstallation
let us: Company
let path: string

beforeAll(async () => {
  house = await testInstallation({ works: false })
  us = await company(house, 'ateliers.example')
  const { id } = openProgramme.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body)
  await us.ambassador.call('PUT', `/programmes/${id}/acceptance`, { version: 1, language: 'fr' })
  path = `/programmes/${id}/ranking-choice`
})

const choose = async (name_shown: string, language = 'fr') => (await us.ambassador.call('PUT', path, { name_shown }, { 'accept-language': language })).body

it('are kept tidied', async () => {
  expect(await choose(' Le\u200b  Geai\u200d ')).toMatchObject({ name_shown: 'Le Geai' })
})

it('cannot be another member’s in disguise', async () => {
  for (const name of ['Chlo\u200dé Martin', 'Chloé   Martin', 'chloé \u2060martin']) expect(await choose(name)).toMatchObject({ status: 422, errors: [{ field: 'name_shown', code: 'insights.name_of_another' }] })
  for (const [language, words] of [['fr', 'un seul alphabet'], ['en', 'one alphabet']] as const) {
    await us.ambassador.call('PATCH', '/me', { language })
    expect(await choose('Chlo\u0435 Martin', language)).toMatchObject({ status: 422, errors: [{ field: 'name_shown', code: 'mixed_alphabets', message: expect.stringContaining(words) }] })
  }
})
