import { IconSpeakerphone } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'
import { part } from '#app/screen.ts'

export const programme: Room = {
  navigation: [{ frame: 'desk', section: 'administer', label: 'programme', icon: IconSpeakerphone, to: '/desk/programme', order: 5, permission: 'programme.manage' }],
  beside: [{ name: 'purpose', order: 40, part: part(['programme'], () => import('./stream/purpose-beside.tsx')) }],
}
