import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { newId } from '../server/kit/ids.ts'
import { within } from '../server/kit/within.ts'
import { rollUp } from '../server/rooms/links/roll-up.fixture.ts'
import { hitSize, type Hit } from '../server/rooms/links/journal/hit.ts'
import { addHits } from '../server/rooms/links/queries/hits.ts'
import { refreshAll } from '../server/rooms/links/rollups.ts'
import { createOrganisation } from '../server/rooms/organisations/index.ts'
import { quantile, rounded } from './dashboard/figures.ts'
import { openHouse, type House } from './dashboard/house.ts'
import { fillSeason } from './dashboard/season.ts'
import type { Row } from './redirect/rows.ts'
import { postmasterOf, workOfDatabase } from './work.ts'

const season = { members: 10_000, contents: 2_000, shares: 20_000, days: 176 }
const time_zone = 'Europe/Paris'
/** As many hits as come in a round: some seconds of something that goes viral. */
const wave = 20_000

/** Microseconds of one core that a piece of work takes, here and in PostgreSQL. */
const costOf = async (postmaster: number, work: () => Promise<unknown>): Promise<number> => {
  const [theirs, ours] = [workOfDatabase(postmaster), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(ours)
  return workOfDatabase(postmaster) - theirs + user + system
}

const hitsOf = (organisation_id: string, links: readonly number[], now: number): Hit[] => Array.from({ length: wave }, (_, index) => ({
  organisation_id, link: links[Math.floor(Math.random() ** 2.5 * links.length)] ?? 0, at: now + index % 1_000, reason: index % 4 === 3 ? 4 : null,
  visitor: index.toString(16).padStart(8, '0'), origin: index % 4 === 3 ? null : index + 1,
}))

interface Cost { stored: number; rolled: number; bytes: number }

const sizeOf = async (owner: pg.Client): Promise<number> => {
  await owner.query('vacuum full')
  const { rows } = await owner.query<{ bytes: string }>(`select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'links' and c.relkind = 'r' and (c.relname like 'hits%' or c.relname like 'daily%')`)
  return Number(rows[0]?.bytes)
}

interface Ledger { bytes: number; stored: number[]; rolled: number[]; round(): Promise<void> }

/** A house with so many hits in its ledger, which takes a wave more each round. */
const fill = async ({ kit, owner }: House, hits: number): Promise<Ledger> => {
  const { organisation_id } = await createOrganisation(kit, { name: 'Bench', language: 'fr', colour: '#336699', time_zone }, async () => newId())
  await fillSeason(owner, organisation_id, { ...season, clicks: Math.floor((hits * 3) / 4) })
  const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)
  await rollUp(kit, { organisation_id, time_zone, from: day(season.days), to: day(0) })
  const bytes = await sizeOf(owner) / hits
  const postmaster = await postmasterOf(owner)
  const links = (await owner.query<{ number: string }>('select number from links.links')).rows.map(({ number }) => Number(number))
  const stored: number[] = []
  const rolled: number[] = []
  return {
    bytes, stored, rolled,
    async round() {
      const coming = hitsOf(organisation_id, links, Date.now())
      stored.push(await costOf(postmaster, () => within(kit, organisation_id, (ctx) => addHits(ctx, coming))) / wave)
      rolled.push(await costOf(postmaster, () => refreshAll(kit, async () => time_zone)) / wave)
    },
  }
}

const costOfHits = ({ bytes, stored, rolled }: Ledger): Cost => ({ stored: quantile(stored, 0.5), rolled: quantile(rolled, 0.5), bytes })

const row = (name: string, unit: string, baseline: number, measured: number, rounds: number): Row =>
  ({ name, unit, baseline: rounded(baseline, 2), measured: rounded(measured, 2), ratio: rounded(measured / baseline, 2), rounds })

/** What a click costs after it was answered: stored, added to every rollup, kept; in a ledger that is small, and in one that is large. */
export const run = async ({ small = 1_000_000, large = Number(process.env['BENCH_HITS'] ?? 10_000_000), rounds = 15 } = {}): Promise<Row[]> => {
  const houses = await Promise.all([openHouse(), openHouse()])
  const measure = async (): Promise<Cost[]> => {
    const ledgers: Ledger[] = []
    for (const [place, hits] of [small, large].entries()) {
      const house = houses[place]
      if (house) ledgers.push(await fill(house, hits))
    }
    // by turns, so that whatever else the machine does is in both
    for (let turn = 0; turn < rounds; turn += 1) for (const ledger of ledgers) await ledger.round()
    return ledgers.map(costOfHits)
  }
  const [few, many] = await measure().finally(() => Promise.all(houses.map((house) => house.close())))
  if (!few || !many) throw new Error('nothing was measured')
  const said = (hits: number) => hits.toLocaleString('en')
  const rows = [
    row(`rollup of a hit, ${said(small)} in the ledger / storing it in the ledger`, 'µs of one core', few.stored, few.rolled, rounds),
    row(`rollup of a hit, ${said(large)} in the ledger / ${said(small)}`, 'µs of one core', few.rolled, many.rolled, rounds),
    row(`a hit on disk, ledger and rollups, of ${said(large)} / in the journal`, 'bytes', hitSize, many.bytes, 1),
  ]
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(join(import.meta.dirname, 'results/rollups.json'), `${JSON.stringify({ ...season, small, large, wave, few, many, rows }, null, 2)}\n`)
  return rows
}
