import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Kit } from '#kit/context'
import { createKeyFile, deriveKey, parseSecretKey } from '#kit/secret-key'

/** The half of each day's salt that is not in the database: a copy of the database, kept for months, recognises nobody. */
export interface DayKeys {
  /** The salt that the half in the database comes to. */
  saltOf(day: string, stored: Buffer): Buffer
  /** Destroys those of all days but these. */
  keep(first: string, last: string): void
}

const mix = (key: Buffer, stored: Buffer): Buffer => createHmac('sha256', key).update(stored).digest()

/** A file a day, the same for all processes on the data folder; no backup takes it, and it is gone once its day is over. */
const inFolder = (folder: string): DayKeys => ({
  saltOf: (day, stored) => {
    const file = join(folder, `${day}.key`)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!existsSync(file)) createKeyFile(folder, file)
    const key = parseSecretKey(readFileSync(file, 'utf8').trim())
    if (!key) throw new Error(`${file} is damaged: remove it, the visitors of that day are counted anew`)
    return mix(key, stored)
  },
  keep: (first, last) => {
    if (!existsSync(folder)) return
    for (const name of readdirSync(folder)) {
      const day = name.slice(0, 10)
      if (/^\d{4}-\d\d-\d\d\.key/.test(name) && (day < first || day > last)) rmSync(join(folder, name), { force: true })
    }
  },
})

/** Nodes on a database of the operator's share nothing but that and the secret key. */
const derived = (key: Buffer): DayKeys => ({ saltOf: (day, stored) => mix(deriveKey(key, `links-salt/${day}`), stored), keep: () => undefined })

export const dayKeys = ({ settings, key }: Pick<Kit, 'settings' | 'key'>): DayKeys =>
  settings.database_url === null ? inFolder(join(settings.data_dir, 'salts')) : derived(key)
