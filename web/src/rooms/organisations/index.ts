import { IconBuilding, IconHistory } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'

export const organisations: Room = {
  navigation: [
    { frame: 'desk', section: 'administer', label: 'organisation', icon: IconBuilding, to: '/desk/organisation', order: 10, permission: 'organisation.manage' },
    { frame: 'desk', section: 'administer', label: 'audit', icon: IconHistory, to: '/desk/audit', order: 30, permission: 'organisation.manage' },
  ],
}
