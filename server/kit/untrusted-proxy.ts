import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const words = z.object({ proxy: z.string(), at: z.iso.datetime() })

const fileIn = (data_dir: string): string => join(data_dir, 'untrusted-proxy.json')

/** Leaves word in the data folder of a proxy that passed a request on without being trusted, for the command line. */
export const wordsIn = (data_dir: string) => (proxy: string): void => {
  try {
    writeFileSync(fileIn(data_dir), JSON.stringify({ proxy, at: new Date().toISOString() }), { mode: 0o600 })
  } catch { /* a disk that takes nothing is told elsewhere */ }
}

/** The last of which word was left. */
export const lastUntrusted = (data_dir: string): z.infer<typeof words> | null => {
  try {
    return words.parse(JSON.parse(readFileSync(fileIn(data_dir), 'utf8')))
  } catch {
    return null // there was none
  }
}
