import { createRoute } from '@tanstack/react-router'
import { streamRoute } from '#app/frames.ts'
import { screen } from '#app/screen.ts'
import { searchOf } from './search.ts'

export const contentStreamRoutes = [
  createRoute({ getParentRoute: () => streamRoute, path: '/', validateSearch: searchOf, component: screen(['feed'], () => import('./feed.tsx')) }),
  createRoute({ getParentRoute: () => streamRoute, path: 'saved', component: screen(['feed'], () => import('./saved.tsx')) }),
  createRoute({ getParentRoute: () => streamRoute, path: 'contents/$content_id', component: screen(['feed'], () => import('./content.tsx')) }),
] as const
