/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, createHandlerBoundToURL, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute, setCatchHandler } from 'workbox-routing'
import { NetworkFirst } from 'workbox-strategies'
import { keptHeader } from './app/kept.ts'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
clientsClaim()

/** Paths of this application; `path` continues a pattern after the one that it lies beneath, whose only sign with a meaning is the dot. */
const ours = (path: string) => new RegExp(`^${new URL(self.registration.scope).pathname.replaceAll('.', String.raw`\.`)}${path}`)

// Every page is the same shell; what the server renders itself stays the server's.
const served = [ours('(?:api|l|pages|previews|demonstration/articles|media|calendar|health)/'), ours('metrics'), /\.[a-z0-9]+$/i]
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: served }))

/** The same address answers differently to each organisation: a cache that ignored it would show one's news to another. */
const byOrganisation = {
  cacheKeyWillBeUsed: ({ request }: { request: Request }): Promise<string> => {
    const key = new URL(request.url)
    key.searchParams.set('organisation', request.headers.get('portevoix-organisation') ?? '')
    return Promise.resolve(key.href)
  },
}

/** The page tells its reader when it shows what was kept. */
const saidToBeKept = {
  cachedResponseWillBeUsed: async ({ cachedResponse }: { cachedResponse?: Response | undefined }): Promise<Response | null> => {
    if (!cachedResponse) return null
    const headers = new Headers(cachedResponse.headers)
    headers.set(keptHeader, 'true')
    return new Response(await cachedResponse.blob(), { status: cachedResponse.status, statusText: cachedResponse.statusText, headers })
  },
}

const readable = ours('api/v1/(feed|contents|session|themes|programmes)(/|$)')
const media = ours('media/')
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && readable.test(url.pathname),
  new NetworkFirst({ cacheName: 'portevoix-reading', networkTimeoutSeconds: 4, plugins: [byOrganisation, saidToBeKept, new ExpirationPlugin({ maxEntries: 200, maxAgeSeconds: 30 * 86_400 })] }),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && media.test(url.pathname),
  new NetworkFirst({ cacheName: 'portevoix-media', networkTimeoutSeconds: 4, plugins: [new ExpirationPlugin({ maxEntries: 150, maxAgeSeconds: 30 * 86_400, purgeOnQuotaError: true })] }),
)

setCatchHandler(async ({ request }) => (request.destination === 'document' ? ((await matchPrecache('offline.html')) ?? Response.error()) : Response.error()))

self.addEventListener('message', (event) => {
  if (event.data && typeof event.data === 'object' && 'type' in event.data && event.data.type === 'SKIP_WAITING') void self.skipWaiting()
})
