import { createRoute } from '@tanstack/react-router'
import { streamRoute } from '#app/frames.ts'
import { screen } from '#app/screen.ts'

export const peopleStreamRoutes = [
  createRoute({ getParentRoute: () => streamRoute, path: 'settings', component: screen([], () => import('./stream/settings.tsx')) }),
] as const
