import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { newId } from '../server/kit/ids.ts'
import { within } from '../server/kit/within.ts'
import { createOrganisation } from '../server/rooms/organisations/index.ts'
import { groupNames } from '../server/rooms/people/index.ts'
import { programmesOf } from '../server/rooms/programme/index.ts'
import { openHouse, type House } from './dashboard/house.ts'
import { rowOf, timed } from './dashboard/figures.ts'
import { fillSeason } from './dashboard/season.ts'
import { call, makeReader, type Reader } from './feed/reader.ts'
import type { Row } from './redirect/rows.ts'

const sizes = { members: 10_000, contents: 2_000, shares: 1_000, clicks: 1_000, days: 365 }
const readerCount = 12
const page = z.object({ items: z.array(z.unknown()), next_cursor: z.string() })

const prepare = async (house: House) => {
  const { kit, owner } = house
  const { organisation_id } = await createOrganisation(kit, { name: 'Bench', language: 'fr', colour: '#336699', time_zone: 'Europe/Paris' }, async () => newId())
  await fillSeason(owner, organisation_id, sizes)
  const [programme] = await within(kit, organisation_id, programmesOf)
  const groups = [...(await within(kit, organisation_id, groupNames)).keys()]
  const readers: Reader[] = []
  for (let number = 0; number < readerCount; number += 1) readers.push(await makeReader(house, organisation_id, programme?.id ?? '', number, groups[number % groups.length] ?? ''))
  await owner.query('vacuum analyze')
  return { organisation_id, programme_id: programme?.id ?? '', readers }
}

/** A page of an ambassador's feed, the first and one further down, against SELECT 1 through the same server, session and transaction; interleaved. */
export const run = async ({ rounds = 40 } = {}): Promise<Row[]> => {
  const house = await openHouse()
  try {
    const { organisation_id, programme_id, readers } = await prepare(house)
    const ask = (reader: Reader, path: string) => call(house.address, organisation_id, reader, path)
    const feed = `/programmes/${programme_id}/feed`
    const times = { least: [] as number[], first: [] as number[], further: [] as number[] }
    for (let round = -2; round < rounds; round += 1) {
      for (const reader of readers) {
        let further = feed
        for (let turn = 0; turn < 3; turn += 1) {
          const { items, next_cursor } = page.parse(JSON.parse(await ask(reader, further)))
          if (items.length !== 20) throw new Error(`a page of ${items.length} contents`)
          further = `${feed}?cursor=${encodeURIComponent(next_cursor)}`
        }
        const [least, first, deep] = [await timed(() => ask(reader, '/select-one')), await timed(() => ask(reader, feed)), await timed(() => ask(reader, further))]
        // the first rounds warm up
        if (round < 0) continue
        times.least.push(least)
        times.first.push(first)
        times.further.push(deep)
      }
    }
    const rows = [
      rowOf('feed page, 10,000 members, 2,000 contents / SELECT 1 through the same stack (p50)', times.least, times.first, 0.5, rounds),
      rowOf('the same (p95)', times.least, times.first, 0.95, rounds),
      rowOf('feed page further down / SELECT 1 through the same stack (p50)', times.least, times.further, 0.5, rounds),
    ]
    mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
    writeFileSync(join(import.meta.dirname, 'results/feed.json'), `${JSON.stringify({ members: sizes.members, contents: sizes.contents, readers: readerCount, rows }, null, 2)}\n`)
    return rows
  } finally {
    await house.close()
  }
}
