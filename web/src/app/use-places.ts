import { allows } from '@portevoix/contract/permissions'
import { useTranslations } from 'use-intl'
import type { PlaceGroup } from '#ui/place.ts'
import type { NavigationEntry } from './room.ts'
import { rooms } from './rooms.ts'
import { useMember } from './session.ts'

const sections: readonly NonNullable<NavigationEntry['section']>[] = ['curate', 'gather', 'measure', 'administer']

/** Where the member may go in a frame, by section, in the rooms' order. */
export const usePlaces = (frame: NavigationEntry['frame']): readonly PlaceGroup[] => {
  const t = useTranslations('shell')
  const member = useMember()
  const entries = rooms
    .flatMap((room) => room.navigation ?? [])
    .filter((entry) => entry.frame === frame && allows(entry.permission ?? 'member', member?.roles ?? []))
    .sort((a, b) => a.order - b.order)
  return [undefined, ...sections].flatMap((section) => {
    const places = entries.filter((entry) => entry.section === section).map(({ to, label, icon, within }) => ({ to, icon, label: t(`navigation.${label}`), ...(within && { within }) }))
    return places.length ? [{ label: section ? t(`sections.${section}`) : null, places }] : []
  })
}
