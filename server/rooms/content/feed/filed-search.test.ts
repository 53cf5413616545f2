import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#kit/ids'
import { openChannel, renameChannel } from '../actions/channels.ts'
import { searchPage } from './actions/list.ts'
import { testFeed, type TestFeed } from './feed.fixture.ts'

let feed: TestFeed
let reader: string
let channel: string
const start = new Date('2026-03-02T08:00:00Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

const as = <T>(tribe: 'employees' | 'customers', work: Parameters<typeof feed.as<T>>[1]) => feed.as({ member_id: reader, tribe, group_ids: [] }, work, at(600))
const find = async (words: string, tribe: 'employees' | 'customers' = 'employees') => (await as(tribe, (ctx) => searchPage(ctx, feed.programme_id, words, undefined, 20))).rows.map(({ title }) => title)
const nameTheme = (place: number, name: string) => as('employees', (ctx) => sql`update programme.themes set name = ${name} where id = ${feed.themes[place]}`.execute(ctx.tx))

beforeAll(async () => {
  feed = await testFeed()
  reader = await feed.ambassador()
  for (const [place, name] of ['Transition énergétique', 'Craft of training', 'Vie d’équipe'].entries()) await nameTheme(place, name)
  channel = (await as('employees', (ctx) => openChannel(ctx, feed.programme_id, 'Nouvelles du chantier'))).id
  const [energy, training, team] = feed.themes
  await feed.publish({ title: 'Le chauffage de Lyon', theme_id: energy ?? '' }, at(0))
  await feed.publish({ title: 'Énergétique, disent-ils', theme_id: training ?? '' }, at(10))
  await feed.publish({ title: 'Réservé', theme_id: energy ?? '', visibility: 'internal' }, at(20))
  await feed.publish({ title: 'Lyon en fête', theme_id: team ?? '', channel_id: channel }, at(30))
})
afterAll(() => feed.stop())

describe('search finds contents by what they are filed under', () => {
  it.each([
    ['énergétiques', ['Énergétique, disent-ils', 'Réservé', 'Le chauffage de Lyon']],
    ['TRANSITION energetique', ['Réservé', 'Le chauffage de Lyon']],
    ['transit', ['Réservé', 'Le chauffage de Lyon']],
    ['transition Lyon', ['Le chauffage de Lyon']],
    ['énergétique -transition', ['Énergétique, disent-ils']],
    ['trainings', ['Énergétique, disent-ils']],
    ['chantiers', ['Lyon en fête']],
    ['nouvelles lyon', ['Lyon en fête']],
    ['équipe or chauffage', ['Le chauffage de Lyon', 'Lyon en fête']],
    [`theme:${'0'.repeat(8)}`, []],
  ])('%s', async (words, expected) => { expect(await find(words)).toEqual(expected) })

  it('shows nobody what is not meant for them', async () => { expect(await find('transition', 'customers')).toEqual(['Le chauffage de Lyon']) })

  it('follows a name that changes, and a content that is filed elsewhere', async () => {
    await nameTheme(0, 'Sobriété')
    await as('employees', (ctx) => renameChannel(ctx, channel, 'Vu d’ailleurs'))
    expect([await find('transition'), await find('sobriété'), await find('chantier'), await find('ailleurs')]).toEqual([[], ['Réservé', 'Le chauffage de Lyon'], [], ['Lyon en fête']])
    await as('employees', (ctx) => sql`update content.contents set theme_id = ${feed.themes[1]}, channel_id = null where title in ('Réservé', 'Lyon en fête')`.execute(ctx.tx))
    expect([await find('sobriété'), await find('craft'), await find('ailleurs')]).toEqual([['Le chauffage de Lyon'], ['Lyon en fête', 'Réservé', 'Énergétique, disent-ils'], []])
  })

  it('takes any name as it is', async () => {
    for (const name of [`L'\\été & | ! :* ( <-> "`, `'' \\\\`, 'x'.repeat(120)]) {
      await nameTheme(2, name)
      await as('employees', (ctx) => sql`update content.contents set theme_id = ${feed.themes[2]} where title = 'Réservé'`.execute(ctx.tx))
      expect([await find(name), await find('réserv')]).toEqual([expect.any(Array), ['Réservé']])
    }
  })

  it('keeps the wall between organisations', async () => {
    const other = await feed.anotherOrganisation()
    const refused = feed.as({ member_id: newId(), tribe: 'employees', group_ids: [] }, (ctx) => searchPage(ctx, feed.programme_id, 'craft', undefined, 20), at(600), other)
    await expect(refused).rejects.toMatchObject({ status: 404 })
  })

  it('reads the contents of one theme of many from the index, in a time that people do not feel', async () => {
    await nameTheme(2, 'Robotique')
    const owner = new pg.Client(feed.owner)
    await owner.connect()
    await owner.query(`insert into content.contents (id, organisation_id, programme_id, kind, state, visibility, language, title, body_text, theme_id, created_at, updated_at, published_at, rank)
      select gen_random_uuid(), $1, $2, 'text', 'published', 'shareable', 'fr', 'n ' || n, repeat('des mots et encore des mots ' || n || ' ', 60), case when n % 50 = 0 then $3::uuid end, now(), now(), $4::timestamptz, 1
      from generate_series(1, 5000) n`, [feed.organisation_id, feed.programme_id, feed.themes[2], at(0)])
    await owner.query('analyze content.contents')
    const { rows } = await owner.query<{ 'QUERY PLAN': string }>(`explain select id from content.contents where organisation_id = $1 and programme_id = $2 and state = 'published'
      and search @@ content.widened(websearch_to_tsquery('french', 'robotique'), 'french', array['theme:' || $3], array['Robotique'])`, [feed.organisation_id, feed.programme_id, feed.themes[2]])
    await owner.end()
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Bitmap Index Scan on contents_search_idx/)
    await find('robotique')
    const started = performance.now()
    expect(await find('robotique')).toHaveLength(20)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
