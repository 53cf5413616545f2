import { createRoute } from '@tanstack/react-router'
import { streamRoute } from '#app/frames.ts'
import { screen } from '#app/screen.ts'

export const sharingStreamRoutes = [
  createRoute({ getParentRoute: () => streamRoute, path: 'shares', component: screen(['sharing'], () => import('./stream/my-shares.tsx')) }),
] as const
