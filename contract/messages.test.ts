import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { language as languageOf } from './shapes.ts'

const folder = new URL('./messages/', import.meta.url)
const languages = languageOf.options

const texts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${path} is neither a text nor a group of texts`)
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, path ? `${path}.${key}` : key))
}

const kinds: Partial<Record<TYPE, string>> = { [TYPE.argument]: 'argument', [TYPE.number]: 'number', [TYPE.date]: 'date', [TYPE.time]: 'time', [TYPE.select]: 'select', [TYPE.plural]: 'plural', [TYPE.tag]: 'tag' }

/** What a text needs to be given, e.g. `count plural`; a select's cases count, a plural's belong to the language. */
const needs = (elements: readonly MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    const kind = kinds[element.type]
    if (!kind || !('value' in element)) return []
    const inner = element.type === TYPE.select || element.type === TYPE.plural ? Object.values(element.options).flatMap((option) => needs(option.value)) : element.type === TYPE.tag ? needs(element.children) : []
    const cases = element.type === TYPE.select ? ` ${Object.keys(element.options).sort().join('|')}` : ''
    return [`${element.value} ${kind}${cases}`, ...inner]
  })

const read = (language: string, file: string) => new Map(texts(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8'))))
const files = (language: string) => readdirSync(new URL(`${language}/`, folder)).sort()
const first = 'fr'
const others = languages.filter((language) => language !== first)

/** One word for each tribe, on every screen, in every mail and guide. */
const strayWords: Record<(typeof languages)[number], RegExp> = { fr: /salari/i, en: /\bstaff\b|\bcollaborators?\b/i }
const guides = new URL('../docs/', import.meta.url)

describe('catalogues', () => {
  it.each(languages)('%s calls the employees by one word', (language) => {
    const shown = files(language).flatMap((file) => [...read(language, file)].map(([key, text]): [string, string] => [`${file} ${key}`, text]))
    const told = readdirSync(guides).filter((name) => name.endsWith('.md') && name.endsWith('.fr.md') === (language === 'fr')).map((name): [string, string] => [name, readFileSync(new URL(name, guides), 'utf8')])
    expect([...shown, ...told].filter(([, text]) => strayWords[language].test(text)).map(([place]) => place)).toEqual([])
  })

  it.each(others)('%s has the same files', (language) => {
    expect(files(language)).toEqual(files(first))
  })

  describe.each(files(first))('%s', (file) => {
    const reference = read(first, file)

    it.each(others)('%s has the same keys', (language) => {
      expect([...read(language, file).keys()].sort()).toEqual([...reference.keys()].sort())
    })

    it.each(others)('%s needs the same values', (language) => {
      for (const [key, text] of read(language, file)) {
        const same = (message: string) => [...new Set(needs(parse(message)))].sort()
        expect({ key, needs: same(text) }).toEqual({ key, needs: same(reference.get(key) ?? '') })
      }
    })

    it.each(languages)('%s is written in full', (language) => {
      expect([...read(language, file)].filter(([, text]) => text.trim() === '')).toEqual([])
    })

    it('is set as French is: typographic apostrophes, non-breaking spaces', () => {
      const wrong = [...read('fr', file)].filter(([, text]) => /\p{L}'\p{L}/u.test(text) || /(?<=\S) [:;?!»]/.test(text) || /« /.test(text) || /\p{L}[?!;](\s|$)/u.test(text))
      expect(wrong).toEqual([])
    })
  })
})
