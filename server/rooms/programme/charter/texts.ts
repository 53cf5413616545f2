import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '@portevoix/contract/shapes'

const read = (language: Language): string => readFileSync(join(import.meta.dirname, `${language}.md`), 'utf8').trim()

/** The charter that a programme starts with, in both languages. */
export const startingCharter: Readonly<Record<Language, string>> = { fr: read('fr'), en: read('en') }
