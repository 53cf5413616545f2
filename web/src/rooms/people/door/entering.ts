import { useNavigate } from '@tanstack/react-router'
import { queryClient } from '#app/queries.ts'
import { enterOrganisation, sessionQuery } from '#app/session.ts'
import { takeNext } from './next.ts'

/** Goes in, now that the person is known: to the organisation, and where they were going. */
export const useEntering = () => {
  const navigate = useNavigate()
  return async (organisation_id: string | null) => {
    queryClient.clear()
    if (organisation_id) await enterOrganisation(organisation_id)
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ to: takeNext(), replace: true })
  }
}
