import { useMatches } from '@mantine/core'
import { Notifications } from '@mantine/notifications'

/** What was just done, said in passing: at the top of a phone, whose foot holds the buttons under the thumb, and at the foot of a desk. */
export const Notices = () => {
  const position = useMatches<'top-center' | 'bottom-center'>({ base: 'top-center', md: 'bottom-center' })
  return <Notifications position={position} limit={3} autoClose={8000} />
}
