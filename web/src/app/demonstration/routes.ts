import { createRoute } from '@tanstack/react-router'
import { plainRoute } from '../frames.ts'
import { screen } from '../screen.ts'

export const demonstrationPlainRoutes = [
  createRoute({ getParentRoute: () => plainRoute, path: 'demonstration', component: screen(['demonstration', 'organisations'], () => import('./page.tsx')) }),
] as const
