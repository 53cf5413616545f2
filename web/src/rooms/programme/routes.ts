import { createRoute, redirect } from '@tanstack/react-router'
import { deskRoute, plainRoute, requires } from '#app/frames.ts'
import { screen } from '#app/screen.ts'
import { admit } from '#app/session.ts'

const sign_in: string = '/sign-in'

const onlyMembers = async ({ location }: { location: { href: string } }) => {
  if (!(await admit()).member) throw redirect({ to: sign_in, search: { next: location.href } })
}

export const programmePlainRoutes = [
  createRoute({ getParentRoute: () => plainRoute, path: 'charter/$programme_id', validateSearch: (search: Record<string, unknown>): { next?: string } => (typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? { next: search.next } : {}), beforeLoad: onlyMembers, component: screen(['programme'], () => import('./door/charter.tsx')) }),
] as const

export const programmeDeskRoutes = [
  createRoute({ getParentRoute: () => deskRoute, path: 'programme', beforeLoad: requires('programme.manage'), component: screen(['programme', 'content', 'editor'], () => import('./desk/programme.tsx')) }),
] as const
