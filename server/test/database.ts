import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connectionsOf, type Connections } from '#kit/connections'
import { rolePrefix, testKey } from '#test/cluster'
import { inTheEnd } from '#test/ending'

const administer = async (statement: string): Promise<void> => {
  const { template: _, ...cluster } = inject('cluster')
  const client = new pg.Client({ ...cluster, database: 'postgres' })
  await client.connect()
  // two files that copy the template at once would refuse each other
  await client.query('select pg_advisory_lock(1)')
  await client.query(statement)
  await client.end()
}

/** A migrated database of its own for a test file; dropped after it. */
export const testDatabase = async (): Promise<Connections> => {
  const { template, ...cluster } = inject('cluster')
  const database = `t_${randomBytes(6).toString('hex')}`
  await administer(`create database ${database} template ${template}`)
  inTheEnd(() => administer(`drop database if exists ${database} with (force)`))
  return connectionsOf({ ...cluster, database }, rolePrefix, testKey)
}
