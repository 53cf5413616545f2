import { appendFileSync } from 'node:fs'
import pg from 'pg'
import pino from 'pino'
import { startPostgres } from '#kit/postgres/start'

// A Portevoix in small, for the tests to kill: starts the database on a folder, then writes numbers for as long as it
// lives; a number is told on the standard output only once it is committed.
const [data_dir = '', password = '', mode = ''] = process.argv.slice(2)

try {
  const postgres = await startPostgres({ data_dir, password, log: pino({ level: 'silent' }) })
  const client = new pg.Client(postgres.connection)
  client.on('error', () => {}) // its end is told by Portevoix
  await client.connect()
  await client.query('create table if not exists numbers (number bigint generated always as identity primary key)')
  process.once('SIGTERM', () => { void client.end().then(() => postgres.stop()).then(() => { process.exit(0) }) })
  console.log(JSON.stringify({ pid: postgres.pid, connection: postgres.connection }))
  const write = async (): Promise<never> => {
    for (;;) {
      const { rows } = await client.query<{ number: string }>('insert into numbers default values returning number')
      console.log(String(rows[0]?.number))
    }
  }
  if (mode === 'write') await write()
  setInterval(() => {}, 1000)
} catch (error) {
  appendFileSync(2, error instanceof Error ? `${error.name}: ${error.message}\n` : String(error))
  process.exit(1)
}
