import { createRoute } from '@tanstack/react-router'
import { deskRoute, requires, streamRoute } from '#app/frames.ts'
import { screen } from '#app/screen.ts'
import { dashboardSearchOf } from './desk/search.ts'

export const insightsStreamRoutes = [
  createRoute({ getParentRoute: () => streamRoute, path: 'impact', component: screen(['insights', 'sharing'], () => import('./stream/impact.tsx')) }),
  createRoute({ getParentRoute: () => streamRoute, path: 'ranking', component: screen(['insights'], () => import('./stream/ranking.tsx')) }),
] as const

export const insightsDeskRoutes = [
  createRoute({ getParentRoute: () => deskRoute, path: 'dashboard', beforeLoad: requires('insights.read'), validateSearch: dashboardSearchOf, component: screen(['insights', 'sharing', 'links'], () => import('./desk/dashboard.tsx')) }),
] as const
