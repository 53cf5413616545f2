import { IconInbox, IconRss } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'

const permission = 'content.curate'

export const contentDesk: Room = {
  navigation: [
    { frame: 'desk', section: 'curate', label: 'inbox', icon: IconInbox, to: '/desk/inbox', order: 1, permission },
    { frame: 'desk', section: 'curate', label: 'sources', icon: IconRss, to: '/desk/sources', order: 3, permission },
  ],
  commands: [{ label: 'add_source', icon: IconRss, permission, run: '/desk/sources' }],
}
