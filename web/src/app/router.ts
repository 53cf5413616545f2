import { createRouter } from '@tanstack/react-router'
import { insightsDeskRoutes, insightsStreamRoutes } from '#room/insights/routes.ts'
import { contentsDeskRoutes } from '#room/content/desk/contents/routes.ts'
import { contentDeskRoutes } from '#room/content/desk/routes.ts'
import { contentStreamRoutes } from '#room/content/stream/routes.ts'
import { linksDeskRoutes } from '#room/links/routes.ts'
import { organisationsDeskRoutes } from '#room/organisations/routes.ts'
import { peopleDeskRoutes, peoplePlainRoutes, peopleStreamRoutes } from '#room/people/routes.ts'
import { programmeDeskRoutes, programmePlainRoutes } from '#room/programme/routes.ts'
import { sharingStreamRoutes } from '#room/sharing/routes.ts'
import { basePath } from './beneath.ts'
import { demonstrationPlainRoutes } from './demonstration/routes.ts'
import { deskHomeRoute } from './desk-home.ts'
import { Failure } from './failure.tsx'
import { deskRoute, plainRoute, rootRoute, streamRoute } from './frames.ts'
import { galleryRoutes } from './gallery-routes.ts'
import { rooms } from './rooms.ts'

/** Every route, under its frame; a room adds its lists here. */
const tree = rootRoute.addChildren([
  streamRoute.addChildren([...contentStreamRoutes, ...sharingStreamRoutes, ...peopleStreamRoutes, ...insightsStreamRoutes]),
  deskRoute.addChildren([deskHomeRoute, ...contentDeskRoutes, ...contentsDeskRoutes, ...insightsDeskRoutes, ...peopleDeskRoutes, ...organisationsDeskRoutes, ...linksDeskRoutes, ...programmeDeskRoutes]),
  plainRoute.addChildren([...peoplePlainRoutes, ...programmePlainRoutes, ...demonstrationPlainRoutes]),
  ...galleryRoutes,
])

export const router = createRouter({
  routeTree: tree,
  basepath: basePath || '/',
  context: { gates: rooms.flatMap((room) => room.gates ?? []) },
  defaultErrorComponent: Failure,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingMs: 300,
})
export type AppRouter = typeof router

declare module '@tanstack/react-router' {
  interface Register { router: AppRouter }
}
