import { createRoute } from '@tanstack/react-router'
import { deskRoute, requires } from '#app/frames.ts'
import { screen } from '#app/screen.ts'
import { contentsSearchOf } from './search.ts'

const beforeLoad = requires('content.curate')

export const contentsDeskRoutes = [
  createRoute({ getParentRoute: () => deskRoute, path: 'contents', beforeLoad, validateSearch: contentsSearchOf, component: screen(['editor', 'content', 'sharing'], () => import('./contents.tsx')) }),
  createRoute({ getParentRoute: () => deskRoute, path: 'contents/$content_id', beforeLoad, component: screen(['editor', 'content', 'sharing'], () => import('../editor/editor.tsx')) }),
] as const
