import type { ServerResponse } from 'node:http'
import { serve } from './serve.ts'

const titles = ['Le rail revient en ville', 'Un hiver doux pour les abeilles', 'La laine locale se relève', 'Quatre jours par semaine, un an après', 'Le port tourne à l’hydrogène', 'Apprendre à réparer']
const page = (title: string) => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title><meta property="og:site_name" content="La Gazette"></head><body><article><h1>${title}</h1>${`<p>${title} : ce que l’on en sait, et ce qui change pour les habitants de la région.</p>`.repeat(10)}</article></body></html>`

const answerOf = (path: string, base: string): [type: string, body: string] => {
  const title = titles[Number(/^\/articles\/(\d+)$/.exec(path)?.[1] ?? -1)]
  if (title !== undefined) return ['text/html; charset=utf-8', page(title)]
  if (path !== '/feed.xml') return ['text/html; charset=utf-8', '<!doctype html><html lang="fr"><title>La Gazette</title><link rel="alternate" type="application/rss+xml" href="/feed.xml">']
  const items = titles.map((one, at) => `<item><title>${one}</title><link>${base}/articles/${at}</link><guid>${base}/articles/${at}</guid><pubDate>${new Date(Date.UTC(2026, 0, 5 + at, 7)).toUTCString()}</pubDate></item>`)
  return ['application/rss+xml; charset=utf-8', `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>La Gazette</title><link>${base}/</link><description>.</description>${items.join('')}</channel></rss>`]
}

const late_ms = 3_000

/** As long as announced, and cut off in the middle. */
const cutOff = (response: ServerResponse, type: string, body: string) => {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.write(Buffer.from(body).subarray(0, 500))
  setTimeout(() => { response.destroy() }, 20)
}

/** A small site with a feed, whose every page is also late under `/slow`, cut off under `/broken` and no more under `/gone`. */
export const openGazette = () => serve((request, response) => {
  const [, mood, path = '/'] = /^(?:\/(slow|broken|gone)(?=\/))?(\/.*)$/.exec(request.url ?? '/') ?? []
  const [type, body] = answerOf(path, `http://${request.headers.host}`)
  if (mood === 'gone') response.writeHead(410, { 'content-type': 'text/plain' }).end('gone')
  else if (mood === 'broken') cutOff(response, type, body)
  else setTimeout(() => { response.writeHead(200, { 'content-type': type }).end(body) }, mood === 'slow' ? late_ms : 0)
})
