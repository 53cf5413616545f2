import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kit/ids'
import { createCampaignLink } from '../campaigns.ts'
import { eventually, navigation, redirect, silent, world, type Redirect, type World } from '../world.fixture.ts'
import { createChosen } from './chosen.ts'
import { createLane, type Lane } from './lane.ts'
import { wire } from './wire.fixture.ts'

let here: World
beforeAll(async () => { here = await world() })

const make = async (slug: string) => {
  const made = await here.act((ctx) => createCampaignLink(ctx, {
    slug, target: 'https://example.org/salon', programme_id: newId(), content_id: newId(), theme_id: null, network: 'print',
    preview: { title: 'Salon', description: '', image: null, image_alt: null, site_name: 'Acme', language: 'fr' },
  }))
  expect(made.ok).toBe(true)
}
/** One stranger who tries words, as fast as they are answered, while something else happens; gives what they were answered. */
const whileTrying = async (go: Redirect, word: (number: number) => string, work: () => Promise<void>) => {
  const answers = new Set<number>()
  const trying = { goes: true, tried: 0 }
  const one = async () => { while (trying.goes) answers.add((await go.get(`/l/${word(trying.tried++)}`)).status) }
  const all = Promise.all(Array.from({ length: 40 }, one))
  await eventually(async () => trying.tried, (tried) => tried > 700, 15_000)
  await work()
  trying.goes = false
  await all
  return { answers, tried: trying.tried }
}
const lookUps = async () => Number((await here.owner.query<{ calls: string }>(`select coalesce(sum(idx_scan), 0) as calls from pg_stat_user_indexes where schemaname = 'links' and indexrelname = 'links_slug_key'`)).rows[0]?.calls)

describe('while a stranger tries one word after the other', () => {
  test.each([
    ['words', (number: number) => `parole-${number}`, [404]],
    ['words in capitals', (number: number) => `PAROLE-${number}`, [404]],
    ['slugs that look drawn', (number: number) => `abcdefg${String(number).padStart(5, '2').replaceAll(/[01]/g, '7')}`, [404]],
  ])('%s, each poster leads on though it is not in memory', async (name, word, allowed) => {
    const slugs = Array.from({ length: 10 }, (_, number) => `affiche-${name.length}-${number}`)
    for (const slug of slugs) await make(slug)
    // as after a restart: nothing is in memory but that they exist
    const go = await redirect(here)
    const { answers } = await whileTrying(go, word, async () => {
      for (const slug of slugs) expect((await go.get(`/l/${slug.toUpperCase()}`)).status, slug).toBe(302)
    })
    for (const answer of answers) expect(allowed).toContain(answer)
  }, 30_000)

  test('the database is asked for next to none of them', async () => {
    const go = await redirect(here)
    await make('premier-stand')
    await eventually(() => go.get('/l/premier-stand'), ({ status }) => status === 302)
    const before = await lookUps()
    const begun = performance.now()
    const { tried } = await whileTrying(go, (number) => `mot-${number}`, async () => undefined)
    const seconds = Math.ceil((performance.now() - begun) / 1_000) + 1
    await new Promise((resolve) => { setTimeout(resolve, 1_200) })
    expect(tried).toBeGreaterThan(700)
    expect(await lookUps() - before).toBeLessThanOrEqual(50 * seconds)
  }, 30_000)
})

describe('what somebody chose', () => {
  const start = (connection = here.connections.links) => {
    const lane = createLane({ connection, name: 'test', log: silent })
    const asked: number[] = []
    const counted: Lane = { get up() { return lane.up }, query: (query) => { asked.push(1); return lane.query(query) }, hurry: () => { lane.hurry() }, close: () => lane.close() }
    const chosen = createChosen(counted)
    afterAll(async () => { chosen.close(); await lane.close() })
    return { chosen, asked }
  }

  test('is known once all are read, and what is no word stays unsure', async () => {
    await make('portes-ouvertes')
    const { chosen } = start()
    expect(chosen.has('portes-ouvertes')).toBe('unsure')
    chosen.doubt()
    await eventually(async () => chosen.has('portes-fermees'), (known) => known === 'no')
    expect(['portes-ouvertes', 'portes-fermees', 'Portes-Ouvertes', 'ab', 'abcdefgh2345'].map(chosen.has)).toEqual(['yes', 'no', 'unsure', 'unsure', 'unsure'])
    chosen.heard('portes-fermees')
    expect(chosen.has('portes-fermees')).toBe('yes')
  })

  test('is read by pages, however much it is', async () => {
    await here.owner.query(`insert into links.links (id, organisation_id, slug, likeness, target, programme_id, content_id, network, preview, created_at)
      select gen_random_uuid(), $1, 'stand-' || n, 'stand' || n, 'https://example.org/', gen_random_uuid(), gen_random_uuid(), 'print', '{}', now() from generate_series(20001, 32000) n`, [here.organisation_id])
    const { chosen, asked } = start()
    chosen.doubt()
    await eventually(async () => chosen.has('nulle-part'), (known) => known === 'no', 10_000)
    expect([20_001, 25_000, 32_000].map((number) => chosen.has(`stand-${number}`))).toEqual(['yes', 'yes', 'yes'])
    expect(asked).toHaveLength(3)
    await here.owner.query(`delete from links.links where slug like 'stand-%'`)
  }, 20_000)

  test('while nobody could tell of it is known afterwards, and until then nothing is denied', async () => {
    const line = await wire(here.connections.links)
    const go = await redirect(here, { connection: { ...here.connections.links, host: '127.0.0.1', port: line.port } })
    await eventually(async () => go.service.state.database, Boolean)
    line.close()
    await make('nuit-blanche')
    line.open()
    await eventually(async () => go.service.state.database, Boolean, 10_000)
    expect((await eventually(() => go.get('/l/nuit-blanche', navigation), ({ status }) => status === 302, 10_000)).status).toBe(302)
    await whileTrying(go, (number) => `jour-${number}`, async () => {
      await make('jour-de-fete')
      await new Promise((resolve) => { setTimeout(resolve, 300) })
      expect((await go.get('/l/jour-de-fete')).status).toBe(302)
    })
  }, 40_000)
})
