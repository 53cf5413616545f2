import { IconChartHistogram, IconSparkles } from '@tabler/icons-react'
import type { Room } from '#app/room.ts'
import { part } from '#app/screen.ts'

export const insights: Room = {
  navigation: [
    { frame: 'stream', label: 'impact', icon: IconSparkles, to: '/impact', within: ['/ranking'], order: 30 },
    { frame: 'desk', section: 'measure', label: 'dashboard', icon: IconChartHistogram, to: '/desk/dashboard', order: 10, permission: 'insights.read' },
  ],
  beside: [{ name: 'impact', order: 10, part: part(['insights'], () => import('./stream/impact-beside.tsx')) }],
}
