import { createRoute } from '@tanstack/react-router'
import { deskRoute, requires } from '#app/frames.ts'
import { screen } from '#app/screen.ts'

export const linksDeskRoutes = [
  createRoute({ getParentRoute: () => deskRoute, path: 'domains', beforeLoad: requires('organisation.manage'), component: screen(['links'], () => import('./desk/domains.tsx')) }),
  createRoute({ getParentRoute: () => deskRoute, path: 'left-out', beforeLoad: requires('programme.manage'), component: screen(['links'], () => import('./desk/reasons.tsx')) }),
] as const
