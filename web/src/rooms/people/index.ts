import { IconMailForward, IconMailPlus, IconSettings, IconUsers, IconUsersGroup } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Room } from '#app/room.ts'

export const people: Room = {
  navigation: [
    { frame: 'stream', label: 'settings', icon: IconSettings, to: '/settings', order: 90 },
    { frame: 'desk', section: 'gather', label: 'members', icon: IconUsers, to: '/desk/members', order: 10, permission: 'people.see' },
    { frame: 'desk', section: 'gather', label: 'invitations', icon: IconMailPlus, to: '/desk/invitations', order: 20, permission: 'people.invite' },
    { frame: 'desk', section: 'gather', label: 'groups', icon: IconUsersGroup, to: '/desk/groups', order: 30, permission: 'people.see' },
    { frame: 'desk', section: 'administer', label: 'outbox', icon: IconMailForward, to: '/desk/outbox', order: 20, permission: 'organisation.manage' },
  ],
  commands: [{ label: 'invite', icon: IconMailPlus, permission: 'people.invite', run: '/desk/invitations' }],
  account: lazy(() => import('./account-menu.tsx')),
}
