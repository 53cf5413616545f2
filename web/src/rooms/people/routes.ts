import { createRoute, redirect } from '@tanstack/react-router'
import { deskRoute, plainRoute, requires, streamRoute } from '#app/frames.ts'
import { screen } from '#app/screen.ts'
import { admit } from '#app/session.ts'

const home: string = '/'

const onlyOnFirstVisit = async () => {
  if (!(await admit()).known.first_visit) throw redirect({ to: home })
}
const onlySignedOut = async () => {
  if ((await admit()).member) throw redirect({ to: home })
}

export const peopleStreamRoutes = [
  createRoute({ getParentRoute: () => streamRoute, path: 'settings', component: screen(['people', 'programme'], () => import('./stream/settings.tsx')) }),
] as const

export const peoplePlainRoutes = [
  createRoute({ getParentRoute: () => plainRoute, path: 'welcome', beforeLoad: onlyOnFirstVisit, component: screen(['people', 'organisations'], () => import('./door/welcome.tsx')) }),
  createRoute({ getParentRoute: () => plainRoute, path: 'sign-in', beforeLoad: onlySignedOut, component: screen(['people'], () => import('./door/sign-in.tsx')) }),
  createRoute({ getParentRoute: () => plainRoute, path: 'sign-in/$token', component: screen(['people'], () => import('./door/confirm.tsx')) }),
  createRoute({ getParentRoute: () => plainRoute, path: 'invitation/$token', component: screen(['people'], () => import('./door/invitation.tsx')) }),
] as const

export const peopleDeskRoutes = [
  createRoute({ getParentRoute: () => deskRoute, path: 'members', beforeLoad: requires('people.see'), component: screen(['people'], () => import('./desk/members.tsx')) }),
  createRoute({ getParentRoute: () => deskRoute, path: 'groups', beforeLoad: requires('people.see'), component: screen(['people', 'content'], () => import('./desk/groups.tsx')) }),
  createRoute({ getParentRoute: () => deskRoute, path: 'invitations', beforeLoad: requires('people.invite'), component: screen(['people'], () => import('./desk/invitations.tsx')) }),
  createRoute({ getParentRoute: () => deskRoute, path: 'outbox', beforeLoad: requires('organisation.manage'), component: screen(['people'], () => import('./desk/outbox.tsx')) }),
] as const
