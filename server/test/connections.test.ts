import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { testInstallation } from '#test/installation'
import { company } from '#test/world'

const installation = await testInstallation()

/** Who waits for a lock that is no row's, by the name under which they are connected. */
const waiting = async (owner: pg.Client): Promise<string[]> =>
  (await owner.query<{ application_name: string }>(`select application_name from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`)).rows.map(({ application_name }) => application_name)

test('jobs know what requests do: who asks for a link to sign in is mailed one', async () => {
  const { ambassador, admin } = await company(installation, 'mailed.test')
  expect((await fetch(`${installation.address}/api/v1/sign-in-links`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: ambassador.email }) })).status).toBeLessThan(300)
  await expect.poll(async () => JSON.stringify((await admin.call('GET', '/mails')).body), { timeout: 15_000 }).toContain(ambassador.email)
})

test('a job that has to wait holds none of the connections that requests wait for', async () => {
  const { organisation_id, ambassador } = await company(installation, 'ours.test')
  const owner = new pg.Client(installation.connections.owner)
  await owner.connect()
  onTestFinished(() => owner.end())
  // as long as this holds the rollups, the worker's turn on them waits
  await owner.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [`links.rollups ${organisation_id}`])
  await owner.query(`insert into links.replays (organisation_id, next_day, oldest_day) values ($1, current_date, current_date)`, [organisation_id])
  await expect.poll(() => waiting(owner), { timeout: 15_000 }).toEqual(['portevoix-worker'])
  const answers = await Promise.all(Array.from({ length: 40 }, () => ambassador.call('GET', '/session')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(await waiting(owner)).toEqual(['portevoix-worker'])
})
