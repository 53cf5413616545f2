import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from './refusal.ts'
import { deriveKey, loadSecretKey, open, seal } from './secret-key.ts'

let root: string
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'portevoix-key-')) })
afterEach(() => { rmSync(root, { recursive: true, force: true }) })

const load = (data_dir = join(root, 'data')) => loadSecretKey({ data_dir, secret_key: null })
const file = () => join(root, 'data/secret.key')

describe('loadSecretKey', () => {
  it('makes the key once, private, and gives the same one ever after', () => {
    const key = load()
    expect(key).toHaveLength(32)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(root, 'data'))).toEqual(['secret.key'])
    expect(load()).toEqual(key)
  })

  it('prefers the environment and writes nothing then', () => {
    const secret_key = Buffer.alloc(32, 1)
    expect(loadSecretKey({ data_dir: join(root, 'none'), secret_key })).toBe(secret_key)
    expect(existsSync(join(root, 'none'))).toBe(false)
  })

  it('closes a key that others could read', () => {
    const key = load()
    chmodSync(file(), 0o644)
    expect(load()).toEqual(key)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  it('refuses a damaged key', () => {
    load()
    writeFileSync(file(), 'abc\n')
    expect(() => load()).toThrow(Refusal)
    expect(() => load()).toThrow(/secret\.key is damaged/)
  })

  it('does not make a new key beside a database that needs the old one', () => {
    mkdirSync(join(root, 'data/postgres'), { recursive: true })
    expect(() => load()).toThrow(/is missing although .* holds a database/)
  })

  it('refuses a data folder that cannot be made', () => {
    writeFileSync(join(root, 'occupied'), '')
    expect(() => load(join(root, 'occupied/data'))).toThrow(/^The data folder .*occupied\/data cannot be written \(ENOTDIR\).*DATA_DIR=/)
  })
})

describe('deriveKey', () => {
  it('is stable, 32 bytes, and another for another purpose or secret', () => {
    const secret = Buffer.alloc(32, 2)
    expect(deriveKey(secret, 'a').toString('hex')).toBe(deriveKey(secret, 'a').toString('hex'))
    expect(deriveKey(secret, 'a')).toHaveLength(32)
    expect(deriveKey(secret, 'a')).not.toEqual(deriveKey(secret, 'b'))
    expect(deriveKey(secret, 'a')).not.toEqual(deriveKey(Buffer.alloc(32, 3), 'a'))
  })
})

describe('seal and open', () => {
  const key = deriveKey(Buffer.alloc(32, 4), 'test')

  it.each(['', 'a token', 'é🎈\0 \n'])('gives %j back, never twice the same sealed text', (text) => {
    expect(open(key, seal(key, text))).toBe(text)
    expect(seal(key, text)).not.toBe(seal(key, text))
    expect(seal(key, 'a token')).not.toContain('token')
  })

  it('refuses another key, a changed text and anything else', () => {
    const sealed = seal(key, 'a token')
    const changed = `${sealed.slice(0, 6)}${sealed[6] === 'A' ? 'B' : 'A'}${sealed.slice(7)}`
    expect(() => open(deriveKey(key, 'other'), sealed)).toThrow(/authenticate/)
    expect(() => open(key, changed)).toThrow(/authenticate/)
    for (const text of ['', 'v1.', 'v1.AAAA', sealed.slice(3)]) expect(() => open(key, text)).toThrow('Not a sealed secret')
  })
})
