import pg from 'pg'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { newId } from '#kit/ids'
import { jobs } from '../rooms.ts'
import { testInstallation } from '#test/installation'

it('forgets what is too old, whatever fails in one organisation', async () => {
  const { kit, connections } = await testInstallation({ works: false })
  const owner = new pg.Client(connections.owner)
  await owner.connect()
  const [broken, whole] = [newId(), newId()]
  for (const id of [broken, whole]) {
    await owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Acme', 'fr', '#336699', now())`, [id])
    await owner.query(`insert into organisations.audit_entries (id, organisation_id, action, subject, at) values (gen_random_uuid(), $1, 'organisation.created', 'Acme', now() - interval '10 years')`, [id])
  }
  await owner.query(`create function out_of_order() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$`)
  await owner.query(`create trigger out_of_order before delete on organisations.audit_entries for each row when (old.organisation_id = '${broken}') execute function out_of_order()`)
  const logged: { organisation?: string; msg: string }[] = []
  const log = pino({}, { write: (line: string) => { logged.push(JSON.parse(line)) } })
  await expect(jobs.find(({ name }) => name === 'rooms.retain')?.run({ ...kit, log }, {})).rejects.toThrow('not all forgotten')
  expect(logged.map(({ organisation, msg }) => [organisation, msg])).toEqual([[broken, 'organisations keeps what is too old']])
  const { rows } = await owner.query<{ organisation_id: string }>('select organisation_id from organisations.audit_entries')
  expect(rows).toEqual([{ organisation_id: broken }])
  await owner.end()
})
