import { createServer, type Server } from 'node:http'

/** A small site of our own: what it answers is set by each test, and what it was asked is kept. */
export interface Reply { status?: number; type?: string; body?: string | Buffer; headers?: Record<string, string> }
export const site: { base: string; server: Server | null; pages: Map<string, Reply>; asked: { path: string; headers: Record<string, string | string[] | undefined> }[] } = { base: '', server: null, pages: new Map(), asked: [] }

export const rss = (items: readonly { id: string; title?: string; link?: string; image?: string }[], title = 'Le Fil') => `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>${site.base}/</link><description>d</description><language>fr</language>
${items.map(({ id, title: name = `Article ${id}`, link = `${site.base}/a/${id}`, image }) => `<item><title>${name}</title><link>${link}</link><guid isPermaLink="false">${id}</guid><description>Résumé ${id}</description><pubDate>Mon, 02 Feb 2026 0${Number(id.replace(/\D/g, '')) % 10}:00:00 GMT</pubDate>${image ? `<enclosure url="${image}" type="image/png" length="10"/>` : ''}</item>`).join('')}</channel></rss>`
export const article = (title: string, extra = '') => `<!doctype html><html lang="fr"><head><title>${title}</title><meta name="description" content="Ce que dit ${title}">${extra}</head><body><article><h1>${title}</h1>${'<p>Un paragraphe qui raconte ce que fait l’atelier, avec assez de mots pour être lu.</p>'.repeat(30)}</article></body></html>`
export const feedType = 'application/rss+xml; charset=utf-8'

/** Opens the site, once a file; `closeSite` ends it. */
export const openSite = async (): Promise<void> => {
  site.server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    site.asked.push({ path, headers: request.headers })
    const { status = 200, type = 'text/html; charset=utf-8', body = '', headers = {} } = site.pages.get(path) ?? { status: 404, body: 'rien' }
    response.writeHead(status, { 'content-type': type, ...headers }).end(body)
  })
  await new Promise<void>((resolve) => site.server?.listen(0, '127.0.0.1', resolve))
  const address = site.server.address()
  site.base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

export const closeSite = (): void => { site.server?.close() }
