import { createRoute } from '@tanstack/react-router'
import { rootRoute } from './frames.ts'
import { screen } from './screen.ts'

/** The design system on one page, for those who work on it: never in what is shipped. */
export const galleryRoutes = import.meta.env.MODE === 'production'
  ? []
  : [createRoute({ getParentRoute: () => rootRoute, path: 'galerie', component: screen([], () => import('./gallery/gallery.tsx')) })]
