import { groups, members } from './people/members.ts'
import { invitationLinks, invitations } from './people/invitations.ts'
import { outbox } from './people/outbox.ts'
import { signIn } from './people/sign-in.ts'

export { appearance, membership, session, type Appearance, type EndedSessions, type Host, type Membership, type Session } from './people/shapes.ts'

export const people = { ...signIn, members, groups, invitations, invitation_links: invitationLinks, outbox }
