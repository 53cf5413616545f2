import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

export interface Newsroom { address: string; stop(): Promise<void> }

const real = join(import.meta.dirname, '../../../shared/tools/newsroom.mjs')

/** A site of real pages, where its tool lies beside the repository. */
const openReal = async (): Promise<Newsroom> => {
  const server = spawn(process.execPath, [real, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => { server.once('exit', () => resolve()) })
  const address = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (said: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said.toString())?.[0]
      if (found) resolve(found)
    })
    server.once('exit', (code) => { reject(new Error(`the newsroom ended with ${code}`)) })
  })
  return { address, async stop() { server.kill('SIGTERM'); await ended } }
}

const titles = ['Le rail revient en ville', 'Un hiver doux pour les abeilles', 'La laine locale se relève', 'Quatre jours par semaine, un an après', 'Le port tourne à l’hydrogène', 'Apprendre à réparer']
const page = (title: string) => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title><meta property="og:site_name" content="La Gazette"></head><body><article><h1>${title}</h1>${`<p>${title} : ce que l’on en sait, et ce qui change pour les habitants de la région.</p>`.repeat(10)}</article></body></html>`

/** A small site of its own otherwise. */
const openSmall = async (): Promise<Newsroom> => {
  const server = createServer((request, response) => {
    const base = `http://${request.headers.host}`
    const place = Number(/^\/articles\/(\d+)$/.exec(request.url ?? '')?.[1] ?? -1)
    const title = titles[place]
    if (request.url === '/feed.xml') {
      const items = titles.map((one, at) => `<item><title>${one}</title><link>${base}/articles/${at}</link><guid>${base}/articles/${at}</guid><pubDate>${new Date(Date.UTC(2026, 0, 5 + at, 7)).toUTCString()}</pubDate></item>`)
      response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>La Gazette</title><link>${base}/</link><description>.</description>${items.join('')}</channel></rss>`)
    } else if (title !== undefined) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(title))
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><html lang="fr"><title>La Gazette</title><link rel="alternate" type="application/rss+xml" href="/feed.xml">')
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const at = server.address()
  return {
    address: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }),
  }
}

export const openNewsroom = (): Promise<Newsroom> => (existsSync(real) ? openReal() : openSmall())
