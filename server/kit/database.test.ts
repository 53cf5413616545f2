import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { readSettings } from '../env.ts'
import { joinDatabase, type Database } from './database.ts'

const log = pino({ level: 'silent' })
const key = Buffer.alloc(32, 3)

const versionOf = async ({ connections }: Database) => {
  const client = new pg.Client(connections.owner)
  await client.connect()
  const { rows: [row] } = await client.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`)
  await client.end()
  return row?.major
}

test('processes that start together on one data folder share the database that one of them keeps', async () => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-join-'))
  const settings = readSettings({ DATA_DIR: data_dir }, ['--services=links'])
  const databases = await Promise.all([1, 2, 3].map(() => joinDatabase(settings, key, log)))
  onTestFinished(async () => {
    for (const database of databases) await database.stop()
    rmSync(data_dir, { recursive: true, force: true })
  })
  expect(await Promise.all(databases.map(versionOf))).toEqual([18, 18, 18])
})
