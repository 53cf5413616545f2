import { IconNews } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'

export const contentStream: Room = {
  navigation: [{ frame: 'stream', label: 'feed', icon: IconNews, to: '/', order: 10 }],
}
