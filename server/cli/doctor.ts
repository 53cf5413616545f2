import { statfs } from 'node:fs/promises'
import pg from 'pg'
import type { Settings } from '../env.ts'
import { advice, harm } from '#kit/clients'
import { joinDatabase } from '#kit/database'
import { checkKey } from '#kit/key-mark'
import { createDb, createPool } from '#kit/db'
import { createLog } from '#kit/log'
import { createMail } from '#kit/mail'
import { migrations } from '#kit/migrate'
import { AlreadyKept } from '#kit/postgres/lock'
import { Refusal } from '#kit/refusal'
import { networksOf } from '#kit/networks'
import { loadSecretKey } from '#kit/secret-key'
import { explainStartError } from '#kit/start-errors'
import { lastUntrusted } from '#kit/untrusted-proxy'
import { readLosses } from '#room/links'
import type { Answer } from './answer.ts'
import { commandAddress } from './address.ts'
import { commandSettings } from './session.ts'

interface Finding { check: string; ok: boolean; found: string }

const reason = (error: unknown): string => explainStartError(error) ?? (error instanceof Error ? error.message : String(error))

const days_told = 30

const checkLosses = async (connection: pg.ClientConfig): Promise<Finding> => {
  const db = createDb(createPool(connection, createLog('silent')))
  try {
    const requests = await readLosses(db, new Date(Date.now() - days_told * 86_400_000).toISOString().slice(0, 10))
    return { check: 'visits', ok: requests === 0, found: requests === 0 ? `all of the last ${days_told} days are stored` : `${requests} of the last ${days_told} days could not be stored and are in no figure: neither the disk nor the database took them` }
  } finally {
    await db.destroy()
  }
}

/** How long the database of a Portevoix that runs is waited for, in milliseconds. */
const patience_ms = 6_000
const hung = ({ message }: AlreadyKept): string =>
  `${message.replace(/: stop it first.*$/, '')}, and its database does not answer: it hangs, recovers, or has no connection left. Links that are known lead on meanwhile; what its process says in the log comes next.`

const checkDatabase = async (settings: Settings, key: Buffer): Promise<Finding[]> => {
  const database = await joinDatabase(settings, key, createLog('silent'), patience_ms).catch((error: unknown) => { throw error instanceof AlreadyKept ? new Refusal(hung(error)) : error })
  const client = new pg.Client(database.connections.owner)
  try {
    await client.connect()
    await checkKey(client, key)
    const version = await client.query<{ server_version: string }>('show server_version')
    const table = await client.query<{ known: boolean }>(`select to_regclass('public.migrations') is not null as known`)
    const applied = table.rows[0]?.known ? (await client.query('select name from public.migrations')).rowCount ?? 0 : 0
    const waiting = migrations().length - applied
    const lost = waiting === 0 ? [await checkLosses(database.connections.app)] : []
    return [
      { check: 'database', ok: true, found: `PostgreSQL ${version.rows[0]?.server_version ?? ''}, ${settings.database_url ? 'yours (DATABASE_URL)' : 'embedded'}` },
      { check: 'migrations', ok: waiting === 0, found: waiting === 0 ? 'up to date' : `${waiting} to apply: run npm run portevoix -- migrate, or start Portevoix` },
      ...lost,
    ]
  } finally {
    await client.end()
    await database.stop()
  }
}

const checkMail = async (settings: Settings): Promise<Finding> => {
  if (!settings.smtp_url) return { check: 'mail', ok: true, found: 'no mail server (SMTP_URL): mails are kept in the outbox and as .eml files' }
  const answer = await createMail(settings).check()
  return { check: 'mail', ok: answer.ok, found: answer.ok ? 'the mail server answers' : `the mail server of SMTP_URL does not answer: ${answer.reason}` }
}

const least_free_bytes = 1024 ** 3

const checkDisk = async (settings: Settings): Promise<Finding> => {
  const { bavail, bsize } = await statfs(settings.data_dir)
  const free = bavail * bsize
  return { check: 'disk', ok: free >= least_free_bytes, found: `${(free / 1024 ** 3).toFixed(1)} GiB free in ${settings.data_dir}${free < least_free_bytes ? ': free at least 1 GiB' : ''}` }
}

const lately_ms = 86_400_000

const checkProxy = ({ data_dir, trusted_proxies }: Settings): Finding => {
  const last = lastUntrusted(data_dir)
  if (last === null || Date.now() - Date.parse(last.at) > lately_ms || networksOf(trusted_proxies)(last.proxy)) return { check: 'proxy', ok: true, found: 'none passed requests on within a day without being trusted' }
  return { check: 'proxy', ok: false, found: `nearly all requests from ${last.proxy} came passed on (${last.at}), and it is not in TRUSTED_PROXIES: ${harm}. ${advice}` }
}

const attempt = (check: string, work: () => Promise<Finding[]>): Promise<Finding[]> =>
  work().catch((error: unknown) => [{ check, ok: false, found: reason(error) }])

/** Checks configuration, database, proxy, mail and disk; exit code 1 when one of them is not well. */
export const doctor = async (): Promise<Answer> => {
  const findings: Finding[] = []
  try {
    const settings = commandSettings()
    const key = loadSecretKey(settings)
    const { agrees, words } = commandAddress(settings)
    findings.push({ check: 'configuration', ok: true, found: `data in ${settings.data_dir}` }, { check: 'address', ok: agrees, found: words })
    findings.push(...await attempt('database', () => checkDatabase(settings, key)))
    findings.push(checkProxy(settings))
    findings.push(...await attempt('mail', async () => [await checkMail(settings)]))
    findings.push(...await attempt('disk', async () => [await checkDisk(settings)]))
  } catch (error) {
    findings.push({ check: 'configuration', ok: false, found: reason(error) })
  }
  return {
    lines: findings.map(({ check, ok, found }) => `${ok ? 'ok  ' : 'FAIL'} ${check.padEnd(14)} ${found}`),
    data: { ok: findings.every(({ ok }) => ok), findings },
    exit_code: findings.every(({ ok }) => ok) ? 0 : 1,
  }
}
