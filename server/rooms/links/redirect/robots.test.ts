import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { linksOfScan, scanSpan } from '../pipeline/scanner.ts'
import { dropReasons } from '../rules.ts'
import { hitsOf, navigation, redirect, world, type World } from '../world.fixture.ts'

let here: World
beforeAll(async () => { here = await world() })

test('a scan that takes two thirds of its span leaves no click, for hits are held as long as one may last', async () => {
  // the journal holds hits for as long as it does in an installation
  const go = await redirect(here, { journal: { folder: mkdtempSync(join(here.kit.settings.data_dir, 'scanned-')), limit_bytes: 1 << 24 } })
  const links = []
  for (let count = 0; count < linksOfScan; count++) links.push(await here.link())
  for (const { slug } of links) {
    expect((await go.get(`/l/${slug}`)).status).toBe(302)
    await sleep(Math.floor(scanSpan / 1.5 / linksOfScan))
  }
  const reasons = (await Promise.all(links.map(({ id }) => hitsOf(here, id)))).flat().map(({ reason }) => reason)
  expect(reasons).toEqual(links.map(() => dropReasons.many_links))
})

test.each([
  ['what Facebook’s application loads in advance', { 'x-purpose': 'preview' }, dropReasons.prefetch],
  ['what Firefox loads in advance', { 'x-moz': 'prefetch', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'empty' }, dropReasons.prefetch],
  ['a page that Chromium prepares', { 'sec-purpose': 'prefetch;prerender', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }, dropReasons.prefetch],
  ['a picture of another page', { accept: 'image/avif,image/webp,*/*;q=0.8', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, dropReasons.not_opened],
  ['Node’s fetch under a browser’s name', { accept: '*/*', 'accept-language': '*', 'sec-fetch-mode': 'cors' }, dropReasons.not_opened],
  ['a browser that says no mode', {}, null],
  ['a navigation', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-user': '?1', 'sec-fetch-site': 'none' }, null],
  ['a navigation in the view of an application', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'x-requested-with': 'com.linkedin.android' }, null],
])('of %s is told whether somebody opened it', async (_name, headers, reason) => {
  const go = await redirect(here)
  const { id, slug } = await here.link()
  expect((await go.get(`/l/${slug}`, { ...navigation, ...headers })).status).toBe(302)
  expect((await hitsOf(here, id)).map((hit) => hit.reason)).toEqual([reason])
})
