import { createRoute } from '@tanstack/react-router'
import { deskRoute, requires } from '#app/frames.ts'
import { screen } from '#app/screen.ts'

export const organisationsDeskRoutes = [
  createRoute({ getParentRoute: () => deskRoute, path: 'organisation', beforeLoad: requires('organisation.manage'), component: screen(['organisations'], () => import('./desk/settings.tsx')) }),
  createRoute({ getParentRoute: () => deskRoute, path: 'audit', beforeLoad: requires('organisation.manage'), component: screen(['organisations', 'people', 'links'], () => import('./desk/audit.tsx')) }),
] as const
