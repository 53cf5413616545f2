import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { item } from '@portevoix/contract/content/items'
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
  us = await company(house, 'guids.example')
  programme_id = openProgramme.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body).id
})
afterAll(closeSite)

// what repeats itself would be squeezed into any index
const long = randomBytes(5_000).toString('hex')
const accented = `${long.slice(0, 1_900)}${'é'.repeat(100)}`
const entries = [
  { id: `${long}1`, title: 'Un' }, { id: `${long}2`, title: 'Deux' }, { id: `https://guids.example/${long}`, title: 'Trois' }, { id: accented, title: 'Quatre' }, { id: 'court', title: 'Cinq' },
]

const follow = async (path: string, items: Parameters<typeof rss>[0]) => {
  site.pages.set(path, { type: feedType, body: rss(items.map((one, index) => ({ ...one, link: `${site.base}${path}/${index}` })), path) })
  return z.object({ source, items_added: z.number() }).parse((await us.curator.call('POST', `/programmes/${programme_id}/sources`, { address: `${site.base}${path}` })).body)
}
const titles = async (source_id: string) => z.object({ items: z.array(item) }).parse((await us.curator.call('GET', `/programmes/${programme_id}/items?limit=100&source_id=${source_id}`)).body).items.map(({ title }) => title).toSorted()

it('brings what a feed names at length, each once, and knows it again', async () => {
  const { source: one, items_added } = await follow('/long', entries)
  expect(items_added).toBe(5)
  expect(await titles(one.id)).toEqual(['Cinq', 'Deux', 'Quatre', 'Trois', 'Un'])
  // moved to other addresses, they are the same by their guids
  site.pages.set('/long', { type: feedType, body: rss(entries.map((entry, index) => ({ ...entry, link: `${site.base}/moved/${index}` })), '/long') })
  clock = new Date(clock.getTime() + 3_600_000)
  await jobs.find((job) => job.name === 'content.poll-source')?.run(house.kit, { organisation_id: us.organisation_id, source_id: one.id })
  expect(await titles(one.id)).toEqual(['Cinq', 'Deux', 'Quatre', 'Trois', 'Un'])
  // and one that names the thing worldwide is known in any feed
  const other = await follow('/other', entries)
  expect(await titles(other.source.id)).toEqual(['Cinq', 'Deux', 'Quatre', 'Un'])
})

it('leaves out what stands at an address that no content could have, and brings the rest', async () => {
  site.pages.set('/far', { type: feedType, body: rss([{ id: 'f1', title: 'Loin', link: `${site.base}/${long}` }, { id: 'f2', title: 'Près', link: `${site.base}/near` }], 'far') })
  const { source: one } = z.object({ source }).parse((await us.curator.call('POST', `/programmes/${programme_id}/sources`, { address: `${site.base}/far` })).body)
  expect(await titles(one.id)).toEqual(['Près'])
})
