import { lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { loadCatalogues } from './catalogues.ts'
import { language } from './language.ts'
import type { CatalogueName } from './messages.ts'

/** A route's component (the file's default export), loaded together with the words of the rooms that it names. */
export const screen = (names: readonly CatalogueName[], load: () => Promise<{ default: ComponentType }>) =>
  lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), loadCatalogues(language.get(), names)])
    return module
  })
