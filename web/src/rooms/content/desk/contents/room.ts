import { IconCalendarEvent, IconPencilPlus } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'

const permission = 'content.curate'

export const contentsDesk: Room = {
  navigation: [{ frame: 'desk', section: 'curate', label: 'contents', icon: IconCalendarEvent, to: '/desk/contents', order: 2, permission }],
  commands: [{ label: 'new_content', icon: IconPencilPlus, permission, run: '/desk/contents?begin=true' }],
}
