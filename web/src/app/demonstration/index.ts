import { IconMask } from '@tabler/icons-react'
import type { Room } from '../room.ts'
import { part } from '../screen.ts'

/** The demonstration's part in the shell: the way in beneath the first visit, and the roles in its banner. */
export const demonstration: Room = {
  commands: [{ label: 'demonstration', icon: IconMask, permission: 'organisation.manage', run: '/demonstration' }],
  demonstration: part(['demonstration'], () => import('./role-switcher.tsx')),
  first_visit: part(['demonstration', 'organisations'], () => import('./card.tsx')),
}
