import { createRoute } from '@tanstack/react-router'
import { deskRoute, requires } from '#app/frames.ts'
import { screen } from '#app/screen.ts'
import { inboxSearchOf } from './search.ts'

const beforeLoad = requires('content.curate')

export const contentDeskRoutes = [
  createRoute({ getParentRoute: () => deskRoute, path: 'inbox', beforeLoad, validateSearch: inboxSearchOf, component: screen(['content'], () => import('./inbox/inbox.tsx')) }),
  createRoute({ getParentRoute: () => deskRoute, path: 'sources', beforeLoad, component: screen(['content'], () => import('./sources/sources.tsx')) }),
] as const
