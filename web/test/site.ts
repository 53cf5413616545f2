import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json' }

/** The strictest policy that the interface works under; the server sends the same. */
export const contentSecurityPolicy = (nonce: string): string =>
  ["default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "style-src-attr 'none'", "img-src 'self' blob: data:", "font-src 'self'", "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"].join('; ')

/** Serves a built folder as the server does: every page is index.html with a fresh nonce; the API answers as given. */
export const serveSite = async (folder: string, answers: Record<string, unknown> = {}): Promise<{ address: string; stop(): Promise<void> }> => {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const respond = async () => {
      if (path.startsWith('/api/')) {
        const answer = answers[path]
        response.writeHead(answer ? 200 : 404, { 'content-type': answer ? 'application/json' : 'application/problem+json' })
        return response.end(JSON.stringify(answer ?? { type: 'about:blank', title: 'Introuvable', status: 404, code: 'not_found', detail: 'Introuvable' }))
      }
      const file = extname(path) ? join(folder, normalize(path)) : join(folder, 'index.html')
      const body = await readFile(file).catch(() => null)
      if (!body) return response.writeHead(404).end()
      const nonce = randomBytes(16).toString('base64')
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': contentSecurityPolicy(nonce) })
      return response.end(extname(file) === '.html' ? body.toString().replaceAll('STYLE_NONCE', nonce) : body)
    }
    respond().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  const port = typeof at === 'object' && at ? at.port : 0
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
