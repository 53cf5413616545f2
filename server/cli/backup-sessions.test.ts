import { createHmac } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#kit/database'
import { createLog } from '#kit/log'
import { copyFolder } from '#kit/postgres/backup'
import { giveTo, prepareHome } from '#kit/postgres/home'
import { deriveKey, parseSecretKey } from '#kit/secret-key'
import { readSettings } from '../env.ts'
import { operator, type Running } from './operator.fixture.ts'

const here = operator()
const folder = (name: string) => join(here.data_dir, name)
const settings = { DATA_DIR: folder('installation') }
const email = 'alix@exemple.test'

const keyIn = (data_dir: string, name: string): Buffer => parseSecretKey(readFileSync(join(data_dir, name), 'utf8').trim()) ?? Buffer.alloc(0)
/** A cookie as the sign-in library signs it. */
const forge = (token: string, key: Buffer): string =>
  `portevoix.session=${encodeURIComponent(`${token}.${createHmac('sha256', key.toString('base64url')).update(token).digest('base64')}`)}`

let portevoix: Running
const ask = (path: string, init: RequestInit = {}) => fetch(`${portevoix.address}/api/v1${path}`, init)
const sessions = async (cookie: string): Promise<number> => (await ask('/sessions', { headers: { cookie } })).status
const enter = (token: string) => ask('/sign-ins', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) })
const newToken = async (): Promise<string> => /[\w-]{16,}$/.exec((await here.command(['sign-in-link', email], settings)).out.trim().split(/\s/).find((word) => word.startsWith('http')) ?? '')?.[0] ?? ''

/** What whoever has a backup reads in it, by starting its database. */
const readBackup = async (backup: string): Promise<{ tokens: string[]; verifications: { identifier: string; value: string }[] }> => {
  const data_dir = folder('thief')
  const home = prepareHome(data_dir)
  copyFileSync(join(backup, 'secret.key'), join(data_dir, 'secret.key'))
  await copyFolder(join(backup, 'postgres/cluster'), home.cluster, { signal: AbortSignal.timeout(60_000) })
  giveTo(home.folder, home.user)
  const database = await openDatabase(readSettings({ DATA_DIR: data_dir }, []), keyIn(backup, 'secret.key'), createLog('silent'))
  const client = new pg.Client(database.connections.owner)
  try {
    await client.connect()
    const { rows } = await client.query<{ token: string }>('select token from auth.sessions')
    const links = await client.query<{ identifier: string; value: string }>('select identifier, value from auth.verifications')
    return { tokens: rows.map(({ token }) => token), verifications: links.rows }
  } finally {
    await client.end()
    await database.stop()
  }
}

beforeAll(async () => {
  mkdirSync(settings.DATA_DIR, { mode: 0o755 })
  portevoix = await here.start(settings)
  await here.command(['organisation', 'create', '--name', 'Ateliers Été', '--admin-name', 'Alix Martin', '--admin-email', email], settings)
}, 120_000)
afterAll(here.leave, 60_000)

describe('whoever has a backup', () => {
  const backup = folder('backup')
  let cookie = ''

  it('finds no half of the key of sessions in it', async () => {
    const entered = await enter(await newToken())
    expect(entered.status).toBe(201)
    cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect(await sessions(cookie)).toBe(200)
    expect(statSync(join(settings.DATA_DIR, 'sign-in.key')).mode & 0o777).toBe(0o600)
    const open = await newToken()
    expect(await here.command(['backup', backup], settings)).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(backup)).not.toContain('sign-in.key')
    const { tokens, verifications } = await readBackup(backup)

    // their sessions: forged as the running installation signs them, and as the backup alone allows
    expect(tokens).toHaveLength(1)
    const [token = ''] = tokens
    const secret = keyIn(backup, 'secret.key')
    expect(await sessions(forge(token, deriveKey(Buffer.concat([secret, keyIn(settings.DATA_DIR, 'sign-in.key')]), 'sign-in')))).toBe(200)
    for (const guess of [deriveKey(secret, 'sign-in'), deriveKey(Buffer.concat([secret, secret]), 'sign-in'), secret]) expect(await sessions(forge(token, guess))).toBe(401)

    // their links: the backup says which are open, and not by which token
    const digests = verifications.map(({ identifier }) => identifier.replace('magic-link:', ''))
    expect(digests.length).toBeGreaterThan(0)
    expect(JSON.stringify(verifications)).not.toContain(open)
    for (const digest of digests) expect((await enter(digest)).status).toBe(410)
    expect((await enter(open)).status).toBe(201)
  }, 120_000)

  it('restores with a key of sessions that is new', async () => {
    const before = keyIn(settings.DATA_DIR, 'sign-in.key')
    const restored = { DATA_DIR: folder('restored') }
    expect(await here.command(['restore', backup], restored)).toMatchObject({ code: 0, err: '' })
    expect(existsSync(join(restored.DATA_DIR, 'sign-in.key'))).toBe(false)
    const second = await here.start(restored)
    expect(keyIn(restored.DATA_DIR, 'sign-in.key')).not.toEqual(before)
    expect((await fetch(`${second.address}/api/v1/sessions`, { headers: { cookie } })).status).toBe(401)
    await here.end(second.child, 'SIGTERM')
  }, 120_000)

  it('disturbs nobody: sessions of the installation outlive its restart', async () => {
    await here.end(portevoix.child, 'SIGTERM')
    portevoix = await here.start(settings)
    expect(await sessions(cookie)).toBe(200)
  }, 120_000)
})
