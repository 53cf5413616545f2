import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { linksOfScan, scanSpan } from '../pipeline/scanner.ts'
import { dropReasons } from '../rules.ts'
import { hitsOf, redirect, world } from '../world.fixture.ts'

test('a scan that takes two thirds of its span leaves no click, for hits are held as long as one may last', async () => {
  const here = await world()
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
