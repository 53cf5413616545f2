import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { datesOf } from '@portevoix/contract/dates'
import { localeOf } from '@portevoix/contract/locales'
import type { Language } from '@portevoix/contract/shapes'

type Messages = { [key: string]: string | Messages }
export type Values = Record<string, string | number | Date>
export type Words = (key: string, values?: Values) => string

const root = join(dirname(createRequire(import.meta.url).resolve('@portevoix/contract')), 'messages')

const load = (language: Language): Messages =>
  Object.fromEntries(readdirSync(join(root, language)).filter((name) => name.endsWith('.json'))
    .map((name): [string, Messages] => [basename(name, '.json'), JSON.parse(readFileSync(join(root, language, name), 'utf8'))]))

const catalogues = { fr: load('fr'), en: load('en') }
const lookUp = (language: Language, key: string): string | null => {
  const leaf = key.split('.').reduce<Messages | string | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), catalogues[language])
  return typeof leaf === 'string' ? leaf : null
}

/** Whether the catalogue has this key, written `room.path.to.key`. */
export const hasWord = (language: Language, key: string): boolean => lookUp(language, key) !== null

const formatters = {
  getNumberFormat: (...asked: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...asked),
  getDateTimeFormat: (locale: Parameters<typeof Intl.DateTimeFormat>[0], options?: Intl.DateTimeFormatOptions) => datesOf(String(locale), options ?? {}),
  getPluralRules: (...asked: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...asked),
}

const formats = new Map<string, IntlMessageFormat>()

const format = (language: Language, key: string, time_zone: string): IntlMessageFormat => {
  const name = `${language}|${time_zone}|${key}`
  const known = formats.get(name)
  if (known) return known
  const message = lookUp(language, key)
  if (message === null) throw new Error(`No message ${key} in ${language}`)
  const made = new IntlMessageFormat(message, localeOf[language], { date: { short: { timeZone: time_zone, day: 'numeric', month: 'long', year: 'numeric' } }, time: { short: { timeZone: time_zone } } }, { formatters })
  formats.set(name, made)
  return made
}

/** The sentences of one namespace (`content`, `people.mails.invitation`) in one language. */
export const words = (language: Language, namespace: string, time_zone = 'Europe/Paris'): Words => (key, values) =>
  String(format(language, `${namespace}.${key}`, time_zone).format(values))
