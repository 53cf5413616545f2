import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '../server/kit/ids.ts'
import { atOneMoment, within } from '../server/kit/within.ts'
import { dashboardOf } from '../server/rooms/insights/actions/dashboard.ts'
import { keepDaysOfAll } from '../server/rooms/insights/actions/keep.ts'
import { rollUp } from '../server/rooms/links/roll-up.fixture.ts'
import { createOrganisation } from '../server/rooms/organisations/index.ts'
import { openHouse, type House } from './dashboard/house.ts'
import { rowOf, timed } from './dashboard/figures.ts'
import { fillSeason } from './dashboard/season.ts'
import type { Row } from './redirect/rows.ts'

const sizes = { members: 10_000, contents: 2_000, shares: 20_000, clicks: Number(process.env['BENCH_CLICKS'] ?? 10_000_000), days: 176 }
const time_zone = 'Europe/Paris'
const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const whole = { period: 'custom', from: dayBefore(sizes.days), to: dayBefore(0) } as const
const year = { period: '365' } as const
const month = { period: '30' } as const
const part = { period: '30', tribe: 'employees' } as const

const prepare = async ({ kit, owner }: House): Promise<{ organisation_id: string; rolled_seconds: number }> => {
  const { organisation_id } = await createOrganisation(kit, { name: 'Bench', language: 'fr', colour: '#336699', time_zone }, async () => newId())
  await fillSeason(owner, organisation_id, sizes)
  const rolled_ms = await timed(() => rollUp(kit, { organisation_id, time_zone, from: whole.from, to: whole.to }))
  // as the worker does each minute
  await keepDaysOfAll(kit, async () => [organisation_id])
  await owner.query('vacuum analyze')
  return { organisation_id, rolled_seconds: Number((rolled_ms / 1000).toFixed(1)) }
}

/** The dashboard's queries over ten million clicks (BENCH_CLICKS), as they run for a request, against the read of one row by its key; interleaved. */
export const run = async ({ rounds = 40 } = {}): Promise<Row[]> => {
  const house = await openHouse()
  try {
    const { organisation_id, rolled_seconds } = await prepare(house)
    const { kit } = house
    const one = () => within(kit, organisation_id, ({ tx }) => tx.selectFrom('organisations.organisations').select('name').where('id', '=', organisation_id).executeTakeFirstOrThrow())
    const board = (asked: typeof whole | typeof year | typeof month | typeof part) => () => atOneMoment(kit, organisation_id, (ctx) => dashboardOf(ctx, asked))
    const { figures, left_out } = await board(whole)()
    if ((figures.clicks.value ?? 0) < sizes.clicks * 0.98) throw new Error(`${figures.clicks.value} clicks on the dashboard instead of ${sizes.clicks}`)
    for (let turn = 0; turn < 3; turn += 1) await Promise.all([one(), board(month)(), board(year)()])
    const times = { one: [] as number[], year: [] as number[], month: [] as number[], whole: [] as number[], part: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      times.one.push(await timed(one))
      times.year.push(await timed(board(year)))
      times.one.push(await timed(one))
      times.month.push(await timed(board(month)))
      times.one.push(await timed(one))
      times.whole.push(await timed(board(whole)))
      times.one.push(await timed(one))
      times.part.push(await timed(board(part)))
    }
    const said = sizes.clicks.toLocaleString('en')
    const both = (name: string, measured: readonly number[]) => [rowOf(`${name} / one row by its key (p50)`, times.one, measured, 0.5, rounds), rowOf('the same (p95)', times.one, measured, 0.95, rounds)]
    const rows = [
      ...both(`dashboard of a year, all of ${said} clicks`, times.year), ...both(`dashboard of 30 days of ${said} clicks`, times.month),
      ...both(`dashboard of days of one’s own choice, all of ${said} clicks`, times.whole), ...both(`dashboard of a tribe, 30 days of ${said} clicks`, times.part),
    ]
    mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
    writeFileSync(join(import.meta.dirname, 'results/dashboard.json'), `${JSON.stringify({ ...sizes, clicks: figures.clicks.value, left_out: left_out.hits, rolled_seconds, rows }, null, 2)}\n`)
    return rows
  } finally {
    await house.close()
  }
}
