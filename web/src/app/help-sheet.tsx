import { lazy, Suspense } from 'react'
import { store, useStore } from './store.ts'

const Sheet = lazy(() => import('./help-sheet-content.tsx'))
const opened = store(false)

export const openHelp = (): void => opened.set(true)

/** The list of keyboard shortcuts; loads when first asked for. */
export const HelpSheet = () => (useStore(opened) ? <Suspense fallback={null}><Sheet onClose={() => opened.set(false)} /></Suspense> : null)
