import { IconRobotOff, IconWorldWww } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'

export const links: Room = {
  navigation: [
    { frame: 'desk', section: 'administer', label: 'domains', icon: IconWorldWww, to: '/desk/domains', order: 15, permission: 'organisation.manage' },
    { frame: 'desk', section: 'measure', label: 'left_out', icon: IconRobotOff, to: '/desk/left-out', order: 20, permission: 'programme.manage' },
  ],
}
