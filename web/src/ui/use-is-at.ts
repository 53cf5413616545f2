import { useRouterState } from '@tanstack/react-router'
import { isAt, type Place } from './place.ts'

/** Tells of a place whether it is where the person is, as `aria-current` says it. */
export const useIsAt = () => {
  const page = useRouterState({ select: ({ location }) => location.pathname })
  return (place: Place): 'page' | undefined => (isAt(place, page) ? 'page' : undefined)
}
