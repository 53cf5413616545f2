import type { Language } from './shapes.ts'

/** How dates, numbers and lists are written in each language: English ones with the day before the month, as in the rest of Europe. */
export const localeOf: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' }
