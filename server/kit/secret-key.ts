import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { prepareDataDir } from '#kit/data-dir'
import { Refusal } from '#kit/refusal'
import { refuseHalfRestored } from '#kit/unfinished'
import { syncFolder } from '#kit/sync-folder'

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** 32 bytes written in base64, base64url or hexadecimal; null when the text is none of these. */
export const parseSecretKey = (text: string): Buffer | null => {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  const key = /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null
  return key?.length === keyBytes ? key : null
}

/** Whole or not at all, and never over a key that another process has just written: link() fails where rename() replaces. */
export const createKeyFile = (dir: string, file: string): void => {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, `${randomBytes(keyBytes).toString('base64')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(dir)
}

/** A key restored by a copy often comes back readable by all: closing it is what the operator wants. */
const keepPrivate = (file: string): void => {
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return
  try {
    chmodSync(file, 0o600)
  } catch (error) {
    throw new Refusal(`The secret key ${file} can be read by other users: run chmod 600 ${file}.`, { cause: error })
  }
}

/** The key in a file of the data folder, closed to others and made where it is missing; null where it is damaged. */
export const readKeyFile = (data_dir: string, name: string): Buffer | null => {
  const file = join(data_dir, name)
  if (!existsSync(file)) createKeyFile(data_dir, file)
  keepPrivate(file)
  return parseSecretKey(readFileSync(file, 'utf8').trim())
}

/** The key, of a data folder that may still be in the making. */
export const readSecretKey = (settings: { data_dir: string; secret_key: Buffer | null }): Buffer => {
  if (settings.secret_key) return settings.secret_key
  const file = join(settings.data_dir, 'secret.key')
  prepareDataDir(settings.data_dir)
  if (!existsSync(file) && existsSync(join(settings.data_dir, 'postgres'))) {
    throw new Refusal(`The secret key ${file} is missing although ${settings.data_dir} holds a database: put the file back from a backup, or write the key in PORTEVOIX_SECRET_KEY.`)
  }
  const key = readKeyFile(settings.data_dir, 'secret.key')
  if (!key) throw new Refusal(`The secret key ${file} is damaged (32 bytes in base64 are expected): put the file back from a backup.`)
  return key
}

/**
 * The installation's secret key: PORTEVOIX_SECRET_KEY, else `<data_dir>/secret.key`, made at the first start.
 * Every start and command comes through here, and none goes on in half a data folder.
 * @throws Refusal when the file is damaged, cannot be closed to others, or is missing beside an existing database.
 */
export const loadSecretKey = (settings: { data_dir: string; secret_key: Buffer | null }): Buffer => {
  refuseHalfRestored(settings.data_dir)
  return readSecretKey(settings)
}

/** A key of 32 bytes for one purpose; knowing it tells nothing of the secret or of other purposes' keys (HKDF, RFC 5869). */
export const deriveKey = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `portevoix/${purpose}`, keyBytes))

/** Encrypts a secret that must rest in the database (AES-256-GCM); the key is one of `deriveKey`. */
export const seal = (key: Buffer, plaintext: string): string => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v1.${sealed.toString('base64url')}`
}

/**
 * The plaintext of what `seal` gave.
 * @throws Error when it was sealed with another key or has been changed.
 */
export const open = (key: Buffer, sealed: string): string => {
  const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url')
  if (!sealed.startsWith('v1.') || bytes.length < nonceBytes + tagBytes) throw new Error('Not a sealed secret')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8')
}
