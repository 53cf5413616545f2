import { IconNews } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'
import { part } from '#app/screen.ts'

export const contentStream: Room = {
  navigation: [{ frame: 'stream', label: 'feed', icon: IconNews, to: '/', within: ['/saved', '/contents'], order: 10 }],
  beside: [
    { name: 'themes', order: 20, part: part(['feed'], () => import('./beside/themes-beside.tsx')) },
    { name: 'saved', order: 30, part: part(['feed'], () => import('./beside/saved-beside.tsx')) },
  ],
}
