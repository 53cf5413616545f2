import { Workbox } from 'workbox-window'
import type { AppRouter } from './router.ts'
import { isBusy } from './unsaved.ts'

/** Installs the service worker; a new version takes over at the next navigation, never while somebody types. */
export const keepUpToDate = (router: AppRouter): void => {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const workbox = new Workbox('/service-worker.js', { scope: '/', type: 'classic' })
  let waiting = false
  workbox.addEventListener('waiting', () => { waiting = true })
  router.subscribe('onBeforeNavigate', ({ pathChanged, toLocation }) => {
    if (!waiting || !pathChanged || isBusy()) return
    waiting = false
    workbox.addEventListener('controlling', () => location.assign(toLocation.href))
    workbox.messageSkipWaiting()
  })
  void workbox.register()
  setInterval(() => { if (navigator.onLine) void workbox.update() }, 60 * 60_000)
}
