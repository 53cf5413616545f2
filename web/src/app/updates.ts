import { beneath } from './beneath.ts'
import type { AppRouter } from './router.ts'
import { isBusy } from './unsaved.ts'

const hour = 60 * 60_000
/** Milliseconds after a navigation within which reloading is still part of it. */
const grace = 1500

/**
 * Installs the service worker. A new version is let in at a navigation and opens with it, or with the next one where
 * the old worker is slow to leave; never while somebody types.
 */
export const keepUpToDate = async (router: AppRouter): Promise<void> => {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const workers = navigator.serviceWorker
  let first = workers.controller === null
  let asked = Number.NEGATIVE_INFINITY
  let outdated = false
  workers.addEventListener('controllerchange', () => {
    if (first) {
      first = false
      return
    }
    outdated = true
    if (performance.now() - asked < grace && !isBusy()) location.reload()
  })
  // Registering fails in private windows of some browsers: the interface then works without what it would keep.
  const registration = await workers.register(beneath('/service-worker.js')).catch(() => null)
  if (!registration) return
  router.subscribe('onBeforeNavigate', ({ pathChanged, toLocation }) => {
    if (!pathChanged || isBusy()) return
    if (outdated) return location.assign(beneath(toLocation.href))
    if (!registration.waiting) return
    asked = performance.now()
    registration.waiting.postMessage({ type: 'SKIP_WAITING' }, [])
  })
  setInterval(() => { if (navigator.onLine) registration.update().catch(() => undefined) }, hour)
}
