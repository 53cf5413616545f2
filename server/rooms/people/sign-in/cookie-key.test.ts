import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '#kit/refusal'
import { readSettings } from '../../../env.ts'
import { cookieKey } from './cookie-key.ts'

let data_dir: string
beforeEach(() => { data_dir = mkdtempSync(join(tmpdir(), 'portevoix-key-')) })
afterEach(() => { rmSync(data_dir, { recursive: true, force: true }) })

const secret = Buffer.alloc(32, 7)
const keyOf = (key: Buffer, more: Record<string, string> = {}) => cookieKey({ key, settings: readSettings({ DATA_DIR: data_dir, ...more }, []) })
const file = () => join(data_dir, 'sign-in.key')

describe('what cookies are signed with', () => {
  it('is the same for all processes on a data folder, and another with another secret key or another file', () => {
    const first = keyOf(secret)
    expect(keyOf(secret)).toEqual(first)
    expect(keyOf(Buffer.alloc(32, 8))).not.toEqual(first)
    rmSync(file())
    expect(keyOf(secret)).not.toEqual(first)
  })

  it('comes of the secret key alone on a database of the operator’s, which nodes share without a folder', () => {
    const node = keyOf(secret, { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })
    expect(existsSync(file())).toBe(false)
    rmSync(data_dir, { recursive: true })
    expect(keyOf(secret, { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })).toEqual(node)
  })

  it('is refused where its file is damaged, with the way out', () => {
    writeFileSync(file(), 'abc\n', { mode: 0o600 })
    expect(() => keyOf(secret)).toThrow(Refusal)
    expect(() => keyOf(secret)).toThrow(/sign-in\.key is damaged: remove it, everybody then signs in again/)
  })
})
