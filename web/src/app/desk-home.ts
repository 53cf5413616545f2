import { allows } from '@portevoix/contract/permissions'
import type { Membership } from '@portevoix/contract/people'
import { createRoute, notFound, redirect } from '@tanstack/react-router'
import { deskRoute } from './frames.ts'
import { rooms } from './rooms.ts'

const firstPlace = ({ roles }: Membership): string | undefined =>
  rooms.flatMap((room) => room.navigation ?? [])
    .filter(({ frame, permission }) => frame === 'desk' && allows(permission ?? 'member', roles))
    .sort((one, other) => one.order - other.order)[0]?.to

/** The desk itself has no screen: it leads to the first place that the member has there. */
export const deskHomeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const to = firstPlace(context.member)
    if (!to) throw notFound()
    throw redirect({ to, replace: true })
  },
})
