import { lazyRouteComponent } from '@tanstack/react-router'
import { lazy, type ComponentType } from 'react'
import { loadCatalogues } from './catalogues.ts'
import { language } from './language.ts'
import type { CatalogueName } from './messages.ts'

/** The language may change while the words are on their way. */
const loadWords = async (names: readonly CatalogueName[]): Promise<void> => {
  let spoken
  do {
    spoken = language.get()
    await loadCatalogues(spoken, names)
  } while (spoken !== language.get())
}

/** A route's component (the file's default export), loaded together with the words of the rooms that it names. */
export const screen = (names: readonly CatalogueName[], load: () => Promise<{ default: ComponentType }>) =>
  lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), loadWords(names)])
    return module
  })

/** The same for a component that a room puts somewhere in the shell. */
export const part = <Props extends object>(names: readonly CatalogueName[], load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(async () => {
    const [module] = await Promise.all([load(), loadWords(names)])
    return module
  })
