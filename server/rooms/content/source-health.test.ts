import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { source } from '@portevoix/contract/content/sources'
import { openProgramme } from '@portevoix/contract/programme'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, type Company } from '#test/world'
import { jobs } from './jobs.ts'
import { closeSite, feedType, openSite, rss, site } from './sources.fixture.ts'

let clock = new Date('2026-03-02T09:00:00Z')
let house: TestInstallation
let us: Company
let programme_id: string

beforeAll(async () => {
  await openSite()
  house = await testInstallation({ works: false, clock: () => clock })
  us = await company(house, 'health.example')
  programme_id = openProgramme.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body).id
})
afterAll(closeSite)

const later = (hours: number) => { clock = new Date(clock.getTime() + hours * 3_600_000) }
const well = () => site.pages.set('/fil', { type: feedType, body: rss([{ id: '1' }]) })
const ill = (status = 503) => site.pages.set('/fil', { status, body: 'non' })
const read = async (id: string) => z.object({ items: z.array(source) }).parse((await us.curator.call('GET', `/programmes/${programme_id}/sources`)).body).items.find((one) => one.id === id)
const poll = async (id: string) => {
  later(2)
  await jobs.find((job) => job.name === 'content.poll-source')?.run(house.kit, { organisation_id: us.organisation_id, source_id: id })
  return read(id)
}

it('says since when a source answers, fails, rests and has stopped', async () => {
  well()
  const followed = clock.toISOString()
  const { id } = z.object({ source }).parse((await us.curator.call('POST', `/programmes/${programme_id}/sources`, { address: `${site.base}/fil` })).body).source
  expect(await read(id)).toMatchObject({ health: 'healthy', since: followed })
  expect(await poll(id)).toMatchObject({ health: 'healthy', since: followed })
  const answered = clock.toISOString()

  ill()
  await poll(id)
  const failed = clock.toISOString()
  expect(await read(id)).toMatchObject({ health: 'ailing', since: failed, succeeded_at: answered })
  expect(await poll(id)).toMatchObject({ health: 'ailing', since: failed, failures: 2, last_error: { at: clock.toISOString() } })

  expect((await us.curator.call('PUT', `/sources/${id}/pause`)).body).toMatchObject({ health: 'paused', since: clock.toISOString() })
  later(1)
  // asked for again, nobody knows how it is until it has answered
  expect((await us.curator.call('DELETE', `/sources/${id}/pause`)).body).toMatchObject({ health: 'waiting', since: null })
  expect(await poll(id)).toMatchObject({ health: 'ailing', since: failed })

  well()
  expect(await poll(id)).toMatchObject({ health: 'healthy', since: clock.toISOString(), last_error: null })
  ill(410)
  expect(await poll(id)).toMatchObject({ health: 'stopped', since: clock.toISOString() })
})
