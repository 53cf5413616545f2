import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '@portevoix/contract/shapes'

type Messages = { [key: string]: string | Messages }

const root = join(import.meta.dirname, '../../contract/messages')

const load = (language: Language): Messages =>
  Object.fromEntries(readdirSync(join(root, language)).map((name): [string, Messages] => [basename(name, '.json'), JSON.parse(readFileSync(join(root, language, name), 'utf8'))]))

export type Words = (key: string, values?: Record<string, string | number>) => string

/** What the screens say, by the keys of the catalogues: `people.sign_in.title`. */
export const wordsIn = (language: Language): Words => {
  const catalogues = load(language)
  return (key, values) => {
    const found = key.split('.').reduce<Messages | string | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), catalogues)
    if (typeof found !== 'string') throw new Error(`The catalogues have no ${key}`)
    return String(new IntlMessageFormat(found, language).format(values))
  }
}
