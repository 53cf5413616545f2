import type { AppRouter } from './router.ts'
import { isBusy } from './unsaved.ts'

const hour = 60 * 60_000

/** Installs the service worker; a new version takes over at the next navigation, never while somebody types. */
export const keepUpToDate = async (router: AppRouter): Promise<void> => {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  // Registering fails in private windows of some browsers: the interface then works without what it would keep.
  const registration = await navigator.serviceWorker.register('/service-worker.js').catch(() => null)
  if (!registration) return
  router.subscribe('onBeforeNavigate', ({ pathChanged, toLocation }) => {
    if (!registration.waiting || !pathChanged || isBusy()) return
    navigator.serviceWorker.addEventListener('controllerchange', () => location.assign(toLocation.href), { once: true })
    registration.waiting.postMessage({ type: 'SKIP_WAITING' })
  })
  setInterval(() => { if (navigator.onLine) registration.update().catch(() => undefined) }, hour)
}
