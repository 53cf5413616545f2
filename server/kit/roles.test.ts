import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { prepareDatabase } from '#kit/prepare'
import { connectionsOf } from '#kit/connections'

it('prepares and prepares again a database whose owner is no superuser', async () => {
  const { template: _, ...cluster } = inject('cluster')
  const administrator = new pg.Client({ ...cluster, database: 'postgres' })
  await administrator.connect()
  const name = `o_${randomBytes(4).toString('hex')}`
  await administrator.query(`create role ${name} login createrole password 'owner'`)
  await administrator.query(`create database ${name} owner ${name}`)
  const owner = { host: cluster.host, port: cluster.port, user: name, password: 'owner', database: name }
  const key = Buffer.alloc(32, 9)
  const database = { connections: connectionsOf(owner, name, key), role_prefix: name, stop: async () => undefined }
  expect((await prepareDatabase(database, key, [])).length).toBeGreaterThan(5)
  expect(await prepareDatabase(database, key, [])).toEqual([])
  const application = new pg.Client(database.connections.app)
  await application.connect()
  expect((await application.query('select count(*)::int as n from people.members')).rows).toEqual([{ n: 0 }])
  await application.end()
  // with another key its roles keep their passwords: those who use them are not locked out
  const other = { ...database, connections: connectionsOf(owner, name, Buffer.alloc(32, 8)) }
  await expect(prepareDatabase(other, Buffer.alloc(32, 8), [])).rejects.toThrow('The secret key is not the one that this database was made with: write that one in PORTEVOIX_SECRET_KEY, or put the file secret.key back in DATA_DIR.')
  const still = new pg.Client(database.connections.links)
  await still.connect()
  await still.end()
  await administrator.query(`drop database ${name} with (force)`)
  await administrator.end()
})
