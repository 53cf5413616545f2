import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { deriveKey } from '#kit/secret-key'
import { readSettings } from '../../env.ts'
import { dayKeys } from './day-keys.ts'

const all = mkdtempSync(join(tmpdir(), 'portevoix-days-'))
afterAll(() => { rmSync(all, { recursive: true, force: true }) })

const key = Buffer.alloc(32, 7)
const stored = Buffer.alloc(32, 9)
const keysIn = (data_dir: string, database_url: string | null = null) => dayKeys({ key, settings: { ...readSettings({ DATA_DIR: data_dir }, []), database_url } })
const mixed = (by: Buffer) => createHmac('sha256', by).update(stored).digest()

describe('on the node’s own disk', () => {
  const installation = () => {
    const data_dir = join(mkdtempSync(join(all, 'data-')), 'deep')
    return { folder: join(data_dir, 'salts'), keys: keysIn(data_dir), again: keysIn(data_dir) }
  }

  test('a day’s key is made once, for its owner alone, and is the half of the salt that the database does not have', () => {
    const { folder, keys, again } = installation()
    const salt = keys.saltOf('2026-05-04', stored)
    expect([keys.saltOf('2026-05-04', stored), again.saltOf('2026-05-04', stored)]).toEqual([salt, salt])
    expect(readdirSync(folder)).toEqual(['2026-05-04.key'])
    expect([statSync(folder).mode & 0o777, statSync(join(folder, '2026-05-04.key')).mode & 0o777]).toEqual([0o700, 0o600])
    expect(salt).toEqual(mixed(Buffer.from(readFileSync(join(folder, '2026-05-04.key'), 'utf8'), 'base64')))
    expect(keys.saltOf('2026-05-05', stored)).not.toEqual(salt)
  })

  test('a damaged one is named, and not written over', () => {
    const { folder, keys } = installation()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, '2026-05-04.key'), 'half a ke')
    expect(() => keys.saltOf('2026-05-04', stored)).toThrow('2026-05-04.key is damaged: remove it')
    expect(readFileSync(join(folder, '2026-05-04.key'), 'utf8')).toBe('half a ke')
  })

  test('those of days that are over, or that a wrong clock made for later, are destroyed, with what was left of making them, and nothing else', () => {
    const { folder, keys } = installation()
    keys.keep('2026-05-05', '2026-10-01')
    mkdirSync(folder, { recursive: true })
    const over = ['2025-12-31.key', '2026-10-02.key', '2027-05-04.key', '2026-05-04.key', '2026-05-04.key.12.abcdef01']
    const kept = ['2026-05-05.key', '2026-05-05.key.12.abcdef01', '2026-10-01.key', '2026-5-04.key', '20260-05-04.key', '2026-05-04', '2026-05-04.keep', 'a2026-05-04.key', '.2026-05-04.key', 'notes.txt', '2026-0a-04.key', '2026-05-0a.key', 'a026-05-04.key']
    for (const name of [...over, ...kept]) writeFileSync(join(folder, name), '')
    keys.keep('2026-05-05', '2026-10-01')
    expect(readdirSync(folder).sort()).toEqual(kept.sort())
  })
})

test('on a database of the operator’s, it comes of the secret key and the day, and leaves nothing to destroy', () => {
  const keys = keysIn('/nowhere', 'postgres://a:b@127.0.0.1/c')
  expect(keys.saltOf('2026-05-04', stored)).toEqual(mixed(deriveKey(key, 'links-salt/2026-05-04')))
  expect(keys.keep('2026-05-05', '2026-05-06')).toBeUndefined()
})
