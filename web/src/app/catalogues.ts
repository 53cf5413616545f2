import type { Language } from '@portevoix/contract/shapes'
import type { CatalogueName, Catalogues } from './messages.ts'
import { store } from './store.ts'

const loaders = import.meta.glob<Catalogues[CatalogueName]>('../../../contract/messages/*/*.json', { import: 'default' })

type Loaded = Partial<Catalogues>

/** What is loaded, by language. */
export const catalogues = store<Readonly<Partial<Record<Language, Loaded>>>>({})

/** Every screen ever opened keeps its words at hand, so that changing language is instantaneous. */
const wanted = new Set<CatalogueName>(['ui', 'shell'])

const missingIn = (language: Language) => [...wanted].filter((name) => !catalogues.get()[language]?.[name])

/** Loads the words of these rooms, and of every screen opened meanwhile, in this language, once. */
export const loadCatalogues = async (language: Language, names: readonly CatalogueName[]): Promise<void> => {
  for (const name of names) wanted.add(name)
  for (let missing = missingIn(language); missing.length > 0; missing = missingIn(language)) await load(language, missing)
}

const load = async (language: Language, missing: readonly CatalogueName[]): Promise<void> => {
  const loaded = await Promise.all(
    missing.map(async (name) => {
      const fetchWords = loaders[`../../../contract/messages/${language}/${name}.json`]
      if (!fetchWords) throw new Error(`no catalogue ${language}/${name}.json`)
      return [name, await fetchWords()] as const
    }),
  )
  catalogues.set({ ...catalogues.get(), [language]: { ...catalogues.get()[language], ...Object.fromEntries(loaded) } })
}
