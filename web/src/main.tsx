import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadCatalogues } from '#app/catalogues.ts'
import { language } from '#app/language.ts'
import { Providers } from '#app/providers.tsx'
import { watchReach } from '#app/reach.ts'
import { router } from '#app/router.ts'
import { keepUpToDate } from '#app/updates.ts'
import './boot.css'

const place = document.querySelector('#root')
if (!place) throw new Error('index.html has no #root')

place.setAttribute('data-begun', '') // begin.js watches for it

// what the page came with stays in sight until there is a screen to put in its place
await Promise.all([loadCatalogues(language.get(), []), router.load()])
createRoot(place).render(
  <StrictMode>
    <Providers><RouterProvider router={router} /></Providers>
  </StrictMode>,
)
watchReach()
void keepUpToDate(router)
