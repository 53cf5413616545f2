import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { contract } from '@portevoix/contract'
import outline from 'virtual:contract'
import { beneath } from './beneath.ts'
import { catalogues } from './catalogues.ts'
import { keptHeader } from './kept.ts'
import { language } from './language.ts'
import { currentOrganisation } from './organisation.ts'
import { Problem, problemDetailsOf, Unreachable } from './problem.ts'
import { noteReach } from './reach.ts'

/** Nobody answered, or only somebody between us and the server; worded, as forms show an error's own words. */
const unreachable = (cause: unknown): Unreachable => {
  noteReach(false)
  return new Unreachable(catalogues.get()[language.get()]?.shell?.failure.network, { cause })
}

const gatewayTroubles = [502, 503, 504]
const isProblemDetails = ({ headers }: Response): boolean => headers.get('content-type')?.startsWith('application/problem+json') ?? false

/** The library reads `application/json` alone as JSON; problem details are JSON too. */
const readable = (response: Response): Response => {
  if (gatewayTroubles.includes(response.status) && !isProblemDetails(response)) throw unreachable(response.status)
  noteReach(!response.headers.has(keptHeader))
  return isProblemDetails(response) ? new Response(response.body, { status: response.status, statusText: response.statusText, headers: { 'content-type': 'application/json' } }) : response
}

const link = new OpenAPILink(outline, {
  url: () => `${location.origin}${beneath('/api/v1')}`,
  headers: () => {
    const organisation_id = currentOrganisation.get()
    return { 'accept-language': language.get(), ...(organisation_id && { 'portevoix-organisation': organisation_id }) }
  },
  fetch: (request, init) =>
    fetch(request, { ...init, credentials: 'same-origin' }).then(readable, (cause: unknown) => {
      throw cause instanceof DOMException && cause.name === 'AbortError' ? cause : unreachable(cause)
    }),
  customErrorResponseBodyDecoder: (body) => {
    const details = problemDetailsOf(body)
    return details && new Problem(details)
  },
})

/** Calls the API: `await client.content.publish({ … })`; an answer other than the good one throws a `Problem`. */
export const client: JsonifiedClient<ContractRouterClient<typeof contract>> = createORPCClient(link)

/** The same for screens: `useQuery(api.content.feed.queryOptions({ input }))`, `useMutation(api.content.like.mutationOptions())`. */
export const api = createTanstackQueryUtils(client)
