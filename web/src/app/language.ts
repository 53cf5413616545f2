import type { Language } from '@portevoix/contract/shapes'
import { loadCatalogues } from './catalogues.ts'
import { remembered, store } from './store.ts'

const known = (tag: string | null | undefined): Language | null => {
  const short = tag?.slice(0, 2).toLowerCase()
  return short === 'fr' || short === 'en' ? short : null
}

const memory = remembered('language')
const ofBrowser = (): Language => navigator.languages.map(known).find((language) => language !== null) ?? 'fr'

/** The language of the interface: chosen on this device, else the person's setting, else the browser's. */
export const language = store<Language>(known(memory.read()) ?? ofBrowser())

const rightToLeft = /^(ar|fa|he|ur)/
export const directionOf = (tag: string): 'ltr' | 'rtl' => (rightToLeft.test(tag) ? 'rtl' : 'ltr')

const apply = async (next: Language): Promise<void> => {
  await loadCatalogues(next, [])
  language.set(next)
}

/** Changes the interface at once and remembers it on this device. Saving it as the person's setting is the people room's. */
export const chooseLanguage = async (next: Language): Promise<void> => {
  memory.write(next)
  await apply(next)
}

/** Follows the person's own setting once they are known, unless this device was told otherwise. */
export const followPerson = async (theirs: Language | null): Promise<void> => {
  if (theirs && !known(memory.read()) && theirs !== language.get()) await apply(theirs)
}
