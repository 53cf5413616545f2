import { allows, type Permission } from '@portevoix/contract/permissions'
import type { Membership } from '@portevoix/contract/people'
import { createRootRouteWithContext, createRoute, notFound, redirect } from '@tanstack/react-router'
import { WholeFailure } from './failure.tsx'
import { NotFound } from './not-found.tsx'
import { Root } from './root.tsx'
import type { Gate } from './room.ts'
import { screen } from './screen.ts'
import { admit } from './session.ts'

export interface RouterContext { gates: readonly Gate[] }

/** `next`: the page of this site that sign-in leads back to. */
const afterwards = ({ next }: Record<string, unknown>): { next?: string } => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {})

export const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Root, validateSearch: afterwards, notFoundComponent: NotFound, errorComponent: WholeFailure })

const paths: Record<'welcome' | 'sign_in', string> = { welcome: '/welcome', sign_in: '/sign-in' }

/** The member, or a way out: first visit, sign-in, or what a room's gate asks for. */
const enter = async ({ context, location }: { context: RouterContext; location: { href: string } }): Promise<{ member: Membership }> => {
  const { known, member } = await admit()
  // a demonstration leaves the first visit open: whoever is in it is let in all the same
  if (!member && known.first_visit) throw redirect({ to: paths.welcome })
  if (!known.identity || !member) throw redirect({ to: paths.sign_in, search: { next: location.href } })
  for (const gate of context.gates) {
    const elsewhere = await gate(member)
    if (elsewhere && !location.href.startsWith(elsewhere)) throw redirect({ to: elsewhere })
  }
  return { member }
}

// a frame that did not come cannot surround what is said about it
/** Parent of the ambassador's screens. */
export const streamRoute = createRoute({ getParentRoute: () => rootRoute, id: 'stream', beforeLoad: enter, component: screen([], () => import('./stream-frame.tsx')), errorComponent: WholeFailure })

/** Parent of the team's screens. */
export const deskRoute = createRoute({ getParentRoute: () => rootRoute, path: 'desk', beforeLoad: enter, component: screen([], () => import('./desk/desk-frame.tsx')), errorComponent: WholeFailure })

/** Parent of the screens that stand before the door: sign-in, first visit, charter. */
export const plainRoute = createRoute({ getParentRoute: () => rootRoute, id: 'plain', component: screen([], () => import('./plain-frame.tsx')), errorComponent: WholeFailure })

/** For a desk route's `beforeLoad`: what the member may not see does not exist. */
export const requires = (permission: Permission) => ({ context }: { context: { member: Membership } }): void => {
  if (!allows(permission, context.member.roles)) throw notFound()
}
