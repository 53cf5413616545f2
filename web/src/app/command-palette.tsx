import { lazy, Suspense } from 'react'
import { store, useStore } from './store.ts'

const Palette = lazy(() => import('./command-palette-content.tsx'))
const asked = store(0)

/** Opens the palette; it loads the first time. */
export const openPalette = (): void => asked.set(asked.get() + 1)

export const CommandPalette = () => {
  const times = useStore(asked)
  return times > 0 ? <Suspense fallback={null}><Palette key={times} /></Suspense> : null
}
