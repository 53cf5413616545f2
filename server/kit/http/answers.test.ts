import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { testInstallation } from '#test/installation'
import { company } from '#test/world'

test('a database that cannot be had is answered by 503, in words, with when to ask again', async () => {
  const installation = await testInstallation({ works: false })
  const { ambassador } = await company(installation, 'away.test')
  const owner = new pg.Client(installation.connections.owner)
  await owner.connect()
  onTestFinished(() => owner.end())
  const { rows: [row] } = await owner.query<{ name: string }>('select current_database() as name')
  const name = pg.escapeIdentifier(row?.name ?? '')
  await owner.query(`alter database ${name} connection limit 0`)
  await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  for (const path of ['/session', '/programmes']) {
    expect(await ambassador.call('GET', path)).toMatchObject({ status: 503, body: { code: 'unavailable', title: expect.stringMatching(/momentan/i) } })
  }
  const asked = await fetch(`${installation.address}/api/v1/sign-in-links`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: ambassador.email }) })
  expect([asked.status, asked.headers.get('retry-after')]).toEqual([503, '2'])
  await owner.query(`alter database ${name} connection limit -1`)
  expect((await ambassador.call('GET', '/session')).status).toBe(200)
})
