import pg from 'pg'
import { timeZone } from '@portevoix/contract/organisations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '#kit/migrate'
import { rolePrefix, testKey } from '#test/cluster'
import { testDatabase } from '#test/database'
import { testInstallation, type TestInstallation } from '#test/installation'
import { caller, company, type Company } from '#test/world'
import { newId } from '#kit/ids'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]
const offsets = ['+05:30', '-03:00', '+0530', '+05', 'UTC+5', 'GMT+5', 'posix/Europe/Paris', 'Europe/Nowhere', '']

let owner: pg.Client
let connection: pg.ClientConfig
beforeAll(async () => {
  connection = (await testDatabase()).owner
  owner = new pg.Client(connection)
  await owner.connect()
})
afterAll(() => owner.end())

describe('a time zone', () => {
  it('is one that PostgreSQL knows by the same name, and reads the same hour in', async () => {
    expect(zones.length).toBeGreaterThan(300)
    const taken = zones.map((zone) => timeZone.parse(zone))
    const { rows } = await owner.query<{ zone: string; known: boolean; hour: string }>(
      `select zone, exists (select from pg_timezone_names z where z.name = zone) as known, to_char(timestamptz '2026-01-15 12:00Z' at time zone zone, 'HH24:MI') as hour from unnest($1::text[]) zone`, [taken])
    expect(rows.filter(({ known }) => !known)).toEqual([])
    const hourIn = (timeZoneOf: string) => new Intl.DateTimeFormat('en-GB', { timeZone: timeZoneOf, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date('2026-01-15T12:00:00Z'))
    expect(rows.filter(({ zone, hour }) => hour !== hourIn(zone))).toEqual([])
  })

  it('has one name, whichever a browser gives it', () => {
    expect(['europe/paris', 'Asia/Kolkata', 'Europe/Kyiv', 'Etc/UTC'].map((name) => timeZone.parse(name))).toEqual(['Europe/Paris', timeZone.parse('Asia/Calcutta'), timeZone.parse('Europe/Kiev'), 'UTC'])
  })

  it('that was stored and is none becomes one when Portevoix is upgraded', async () => {
    const add = (language: string, time_zone: string) =>
      owner.query(`insert into organisations.organisations (id, name, language, colour, time_zone, created_at) values ($1, $3, $2, '#336699', $3, now())`, [newId(), language, time_zone])
    for (const [language, zone] of [['fr', '+05:30'], ['en', '-03:00'], ['en', 'Asia/Kolkata'], ['fr', 'europe/paris']] as const) await add(language, zone)
    await owner.query(`delete from public.migrations where name = '181_organisations_time_zones.sql'`)
    expect(await migrate(connection, { role_prefix: rolePrefix, key: testKey })).toEqual(['181_organisations_time_zones.sql'])
    const { rows } = await owner.query<{ name: string; time_zone: string }>('select name, time_zone from organisations.organisations order by name')
    expect(Object.fromEntries(rows.map(({ name, time_zone }) => [name, time_zone]))).toEqual({ '+05:30': 'Europe/Paris', '-03:00': 'UTC', 'Asia/Kolkata': 'Asia/Kolkata', 'europe/paris': 'europe/paris' })
  })
})

describe('an offset', () => {
  let stage: TestInstallation
  let us: Company
  const refusal = (field: string) => ({ status: 422, body: { errors: [{ field, code: 'organisations.unknown_time_zone', message: expect.stringContaining('Europe/Paris') }] } })
  beforeAll(async () => { stage = await testInstallation({ works: false }) })

  it.each(offsets)('%j is refused at the first visit', async (time_zone) => {
    const answer = await caller(stage).call('POST', '/first-visit', { organisation: { name: 'Ateliers', colour: '#0a5c5c', language: 'fr', time_zone, logo: null }, administrator: { name: 'Alice', email: 'alice@zones.test' } })
    expect(answer).toMatchObject(refusal('organisation.time_zone'))
  })

  it('is refused by the organisation, with the way out, and a name is kept the way PostgreSQL knows it', async () => {
    us = await company(stage, 'zones.test')
    for (const time_zone of offsets) expect(await us.admin.call('PATCH', '/organisation', { time_zone })).toMatchObject(refusal('time_zone'))
    expect(await us.admin.call('PATCH', '/organisation', { time_zone: 'asia/kolkata' })).toMatchObject({ status: 200, body: { time_zone: timeZone.parse('Asia/Calcutta') } })
  })
})
