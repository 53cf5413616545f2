import { expect, test } from 'vitest'
import { anonymityThreshold } from '@portevoix/contract/anonymity'
import { newId } from '#kit/ids'
import { anonymiseSharer } from './actions.ts'
import { recordHits } from './history.ts'
import { sharersByReason } from './queries/clicks.ts'
import { rollUp } from './roll-up.fixture.ts'
import { refreshAll } from './rollups.ts'
import { paris, settableClock, world } from './world.fixture.ts'

const here = await world({ clock: settableClock('2026-03-12T10:00:00Z').now })
const days = { from: '2026-03-10', to: '2026-03-11' }
const sharers = async (asked = days) => Object.fromEntries(await here.act((ctx) => sharersByReason(ctx, asked)))
const kept = async () => Number((await here.owner.query<{ rows: number }>('select count(*)::integer as rows from links.daily_reason_links')).rows[0]?.rows)
let address = 0
/** Preview robots come by these links, and what came is added up. */
const robots = async (at: string, ...links: { id: string }[]) => {
  await here.act((ctx) => recordHits(ctx, links.map(({ id }) => ({ link_id: id, at: new Date(at), ip: `192.0.2.${address += 1}`, agent: 'Twitterbot/1.0' }))))
  await refreshAll(here.kit, async () => paris)
}
const linksOf = (sharer_id: string | null, count: number) => Promise.all(Array.from({ length: count }, () => here.link(sharer_id === null ? {} : { sharer_id })))

test('whose links are behind a reason is counted by member, over days, and kept no further than there are enough', async () => {
  const anna = newId()
  for (const link of await linksOf(anna, 7)) await robots('2026-03-10T09:00:00Z', link)
  // many links of one are one
  expect(await sharers()).toEqual({ preview_robot: 1 })
  const others = await linksOf(null, 3)
  await robots('2026-03-10T10:00:00Z', ...others)
  expect(await sharers()).toEqual({ preview_robot: 4 })
  await robots('2026-03-11T10:00:00Z', ...others, ...await linksOf(anna, 1))
  expect(await sharers()).toEqual({ preview_robot: 4 })
  await robots('2026-03-11T11:00:00Z', ...await linksOf(null, 1))
  expect([await sharers(), await sharers({ ...days, to: '2026-03-10' })]).toEqual([{ preview_robot: 5 }, { preview_robot: 4 }])
  const before = await kept()
  for (const link of await linksOf(null, 4)) await robots('2026-03-11T12:00:00Z', link)
  await robots('2026-03-11T13:00:00Z', ...await linksOf(null, 20))
  expect([await kept(), await sharers()]).toEqual([before, { preview_robot: anonymityThreshold }])
  // however long before the end of the period it was
  expect(await sharers({ ...days, to: '2026-06-30' })).toEqual({ preview_robot: anonymityThreshold })
  // counted again, a day says the same, in fewer rows
  await rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, ...days })
  expect((await sharers({ from: '2026-03-11', to: '2026-03-11' }))['preview_robot']).toBe(anonymityThreshold)
  expect(await sharers({ ...days, to: '2026-03-10' })).toEqual({ preview_robot: 4 })
  expect(await kept()).toBe(4 + anonymityThreshold)
  // who left is nobody
  await here.act((ctx) => anonymiseSharer(ctx, anna))
  expect(await sharers({ ...days, to: '2026-03-10' })).toEqual({ preview_robot: 3 })
})
