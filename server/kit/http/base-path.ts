import type { IncomingMessage, RequestListener } from 'node:http'

/** The path that the application lies beneath on its host: `/ambassadors`; `''` at the root. */
export const basePath = (base_url: string): string => new URL(base_url).pathname.replace(/\/$/, '')

/** The path of a request, without its query. */
export const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? ''

const probes = new Set(['/health/live', '/health/ready', '/metrics'])

/** Whether it comes from what watches the process, which asks the port itself: on any host, beneath no path. */
export const isProbe = (request: IncomingMessage): boolean => probes.has(pathOf(request))

/**
 * Hands on what is asked beneath a path as though it were asked at the root, so that nothing else need know of the path; the path
 * without its slash leads to the one with it, and anything else on the host is somebody else's.
 */
export const beneath = (path: string, listener: RequestListener): RequestListener => (path === '' ? listener : (request, response) => {
  const { url = '' } = request
  if (isProbe(request)) {
    listener(request, response)
  } else if (url.startsWith(`${path}/`)) {
    request.url = url.slice(path.length)
    listener(request, response)
  } else if (pathOf(request) === path) {
    response.writeHead(302, { location: `${path}/${url.slice(path.length)}`, 'cache-control': 'no-store', 'content-length': 0 }).end()
  } else {
    response.writeHead(404, { 'content-type': 'text/plain', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end('Not found\n')
  }
})
