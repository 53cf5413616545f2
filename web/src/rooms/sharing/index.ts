import { IconSend } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'

export const sharing: Room = {
  navigation: [{ frame: 'stream', label: 'shares', icon: IconSend, to: '/shares', order: 20 }],
}
