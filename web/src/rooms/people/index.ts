import { IconSettings } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'

export const people: Room = {
  navigation: [{ frame: 'stream', label: 'settings', icon: IconSettings, to: '/settings', order: 90 }],
}
