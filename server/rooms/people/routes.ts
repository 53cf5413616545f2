import { implement } from '@orpc/server'
import { people } from '@portevoix/contract/people'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { groupRoutes } from './routes/groups.ts'
import { invitationLinkRoutes, invitationRoutes } from './routes/invitations.ts'
import { memberRoutes } from './routes/members.ts'
import { outboxRoutes } from './routes/outbox.ts'
import { signInRoutes } from './routes/sign-in.ts'

export const routes = implement(people).$context<Request>().use(guard).router({
  ...signInRoutes, members: memberRoutes, groups: groupRoutes, invitations: invitationRoutes, invitation_links: invitationLinkRoutes, outbox: outboxRoutes,
})
