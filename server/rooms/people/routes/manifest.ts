import type { RawRoute } from '#kit/http/app'
import { basePath } from '#kit/http/base-path'
import { hostOf } from '../actions/session.ts'
import { shortName } from '../rules.ts'

const icons = [
  { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
  { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
]

/** What a phone that installs the application calls it: by the name and colour of the organisation, where the installation has one alone. */
export const rawRoutes: readonly RawRoute[] = [{
  method: 'GET', path: '/manifest.webmanifest', permission: 'anyone',
  async handle({ kit, language }, reply) {
    const host = await hostOf(kit)
    const path = basePath(kit.settings.base_url)
    return reply.header('cache-control', 'no-cache').type('application/manifest+json').send(JSON.stringify({
      id: `${path}/`, start_url: `${path}/`, scope: `${path}/`, display: 'standalone', lang: language, name: host?.name ?? 'Portevoix', short_name: host ? shortName(host.name) : 'Portevoix',
      background_color: '#f7f7f8', theme_color: host?.colour ?? '#f7f7f8', icons: icons.map((icon) => ({ ...icon, src: `${path}${icon.src}` })),
    }))
  },
}]
