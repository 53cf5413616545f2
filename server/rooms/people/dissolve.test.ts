import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { createOrganisationWith, dissolve } from './index.ts'
import { house } from './house.fixture.ts'

const { kit, owner } = await house()

test('an organisation is removed although somebody works on a part of it, and waits for it while it waits for them', async () => {
  // whoever waits for so long looks whether others wait for them in turn, and gives up if so: the removal, not whoever works
  await owner.query(`do $$ begin execute format('alter database %I set deadlock_timeout = ''2s''', current_database()); end $$`)
  const { organisation_id, member_id } = await createOrganisationWith(kit, { name: 'Ateliers', language: 'fr', colour: '#336699', time_zone: 'Europe/Paris', logo: null }, { name: 'Alix', email: 'alix@exemple.test' })
  const waiting = async () => (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(kit.db)).rows.length
  await owner.query('begin')
  onTestFinished(async () => { await owner.query('rollback') })
  await owner.query(`set local deadlock_timeout = '1min'`)
  await owner.query(`update people.members set name = 'Alix Martin' where id = $1`, [member_id])
  const removed = dissolve(kit, organisation_id)
  await expect.poll(waiting).toBe(1)
  await owner.query(`insert into people.groups (id, organisation_id, name, created_at) values ($1, $1, 'Lyon', now())`, [organisation_id])
  await owner.query('commit')
  await removed
  const left = await owner.query('select id from organisations.organisations union all select organisation_id from people.groups union all select id from people.members')
  expect(left.rows).toEqual([])
}, 20_000)
