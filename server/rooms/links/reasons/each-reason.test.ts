import { beforeAll, describe, expect, it } from 'vitest'
import { dashboard } from '@portevoix/contract/insights'
import { linkReasons, reasonDryRun } from '@portevoix/contract/links'
import { systemActor, type Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { createOrganisationWith } from '#room/people'
import { testInstallation } from '#test/installation'
import { signIn, type Person } from '#test/world'
import { createLink, removeLinks } from '../actions.ts'
import { correct } from '../corrections/actions.ts'
import { readNetwork, readProgram } from '../corrections/asked.ts'
import { recordHits, type PastRequest } from '../history.ts'
import { examples } from '../pipeline/examples.fixture.ts'
import { rollUp } from '../roll-up.fixture.ts'
import { dropReasonNames, dropReasons, type DropReason } from '../rules.ts'
import { browser, paris } from '../world.fixture.ts'
import { replayAll } from './actions.ts'

const now = new Date('2026-05-20T12:00:00Z')
const days = { from: '2026-05-01', to: '2026-05-20' }
const stage = await testInstallation({ clock: () => now, works: false })
let founder: Person

const act = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => within(stage.kit, founder.organisation_id, work, systemActor)
const link = async (ctx: Ctx, content_id: string): Promise<string> => (await createLink(ctx, {
  target: 'https://example.org/', share_id: newId(), programme_id: newId(), content_id, theme_id: null, network: 'linkedin', sharer_id: newId(), tribe: 'employees', group_ids: [],
  preview: { title: 'Une nouvelle', description: '', image: null, image_alt: null, image_size: null, site_name: 'Deux', language: 'fr' },
})).id

const expected = new Map<DropReason, number>()
let people = 0

/** All examples are asked of the organisation's links, an hour after one another. */
beforeAll(async () => {
  const { organisation_id } = await createOrganisationWith(stage.kit, { name: 'Deux', language: 'fr', colour: '#0a5c5c', time_zone: paris }, { name: 'Alix', email: 'alix@deux.test' })
  founder = await signIn(stage, organisation_id, 'alix@deux.test')
  await act(async (ctx) => {
    const [ids, ended] = [new Map<string, string>(), newId()]
    const gone = await link(ctx, ended)
    await removeLinks(ctx, ended)
    const past: PastRequest[] = []
    let at = Date.parse('2026-05-18T00:00:00Z')
    for (const { requests, told } of Object.values(examples)) {
      at += 3_600_000
      for (const { after, link: name = 'a', removed, ...rest } of requests) {
        at += after
        const link_id = ids.get(name) ?? await link(ctx, newId())
        ids.set(name, link_id)
        past.push({ ip: '203.0.113.9', agent: browser, accept_language: 'fr', ...rest, at: new Date(at), link_id: removed ? gone : link_id })
      }
      for (const reason of told) {
        if (reason === null) people += 1
        else expected.set(reason, (expected.get(reason) ?? 0) + 1)
      }
    }
    // what is left out afterwards counts at first
    const later = { link_id: await link(ctx, newId()), accept_language: 'fr' }
    past.push({ ...later, ip: '198.51.100.7', agent: browser, at: new Date(at + 3_600_000) }, { ...later, ip: '203.0.113.9', agent: 'AcmeFetch/1.0 (like a person)', at: new Date(at + 7_200_000) })
    await recordHits(ctx, past)
  })
  await rollUp(stage.kit, { organisation_id, time_zone: paris, ...days })
  const network = readNetwork('198.51.100.0/24')
  await correct(stage.kit, [organisation_id], async () => paris, { blocks: typeof network === 'string' ? [] : [network], programs: [readProgram('AcmeFetch/2.0') ?? 0], ...days, dry_run: false })
  expected.set('network_listed_later', 1).set('agent_listed_later', 1)
})

const board = async () => {
  const { figures, left_out } = dashboard.parse((await founder.call('GET', `/insights/dashboard?from=${days.from}&to=${days.to}`)).body)
  return { clicks: figures.clicks.value, left_out: new Map(left_out.reasons.map(({ reason, hits }) => [reason, hits])), withheld: left_out.withheld, counted: left_out.counted }
}
const listed = async (reason: DropReason) => linkReasons.parse((await founder.call('GET', '/link-reasons')).body).items.find((one) => one.reason === reason)
const dry = async (reason: DropReason) => reasonDryRun.parse((await founder.call('GET', `/link-reasons/${reason}/dry-run`)).body)
const change = async (reason: DropReason, counts: boolean) => {
  const { status, body } = await founder.call('PUT', `/link-reasons/${reason}`, { counts })
  if (status === 200) await replayAll(stage.kit, async () => paris)
  return { status, body }
}

describe('every reason', () => {
  it('has its visits in the figures, and none of another', async () => {
    expect(await board()).toEqual({ clicks: people, left_out: expected, withheld: 0, counted: [] })
    expect([...expected.keys()].sort()).toEqual([...dropReasonNames].sort())
  })

  it.each(dropReasonNames.filter((reason) => reason !== 'removed'))('%s has a count, a dry run that comes true, and a switch that is undone', async (reason) => {
    const hits = expected.get(reason) ?? 0
    const before = await board()
    expect(await listed(reason)).toEqual({ reason, counts: false, fixed: false, hits })
    expect(await dry(reason)).toMatchObject({ clicks: people, clicks_after: people + hits })
    expect((await change(reason, true)).status).toBe(200)
    const after = await board()
    expect(after).toEqual({ clicks: people + hits, left_out: new Map([...expected].filter(([other]) => other !== reason)), withheld: 0, counted: [reason] })
    expect(await listed(reason)).toEqual({ reason, counts: true, fixed: false, hits })
    expect(await dry(reason)).toMatchObject({ clicks: people + hits, clicks_after: people })
    expect((await change(reason, false)).status).toBe(200)
    expect(await board()).toEqual(before)
  })

  it('has a switch, but for links that ended: their visits arrived nowhere', async () => {
    const hits = expected.get('removed')
    expect(hits).toBe(1)
    expect(await listed('removed')).toEqual({ reason: 'removed', counts: false, fixed: true, hits })
    expect(await change('removed', true)).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } })
    expect(await listed('removed')).toMatchObject({ counts: false })
  })

  it('is stored as its own number', async () => {
    const rows = await act((ctx) => ctx.tx.selectFrom('links.hits').select(({ fn }) => ['reason', fn.countAll<string>().as('hits')]).where('reason', 'is not', null).groupBy('reason').execute())
    expect(new Map(rows.map(({ reason, hits }) => [reason, Number(hits)]))).toEqual(new Map([...expected].map(([reason, hits]) => [dropReasons[reason], hits])))
  })
})
