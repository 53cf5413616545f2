import { request } from 'node:http'
import { freePort } from '../../server/kit/free-port.ts'
import { serve } from './serve.ts'

/** What the rest of the site was asked, and with which cookies. */
export interface Asked { url: string; from: string | undefined; cookie: string | undefined }

/** A site of somebody's, whose proxy passes what lies beneath `path` on to `port` as it came, and nothing else: the rest is the site's own. */
export const openSite = async (path: string) => {
  const port = await freePort()
  const asked: Asked[] = []
  const site = await serve((question, answer) => {
    const { url = '/', method, headers, socket } = question
    if (url !== path && !url.startsWith(`${path}/`) && !url.startsWith(`${path}?`)) {
      asked.push({ url, from: headers.referer, cookie: headers.cookie })
      answer.writeHead(url === '/' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
      answer.end(`<!doctype html><html lang="fr"><head><link rel="icon" href="data:,"><title>Le site</title></head><body><h1>Le site</h1><p><a href="${path}">Nos ambassadeurs</a></p></body></html>`)
      return
    }
    const passed = request({ host: '127.0.0.1', port, method, path: url, headers: { ...headers, 'x-forwarded-for': socket.remoteAddress } }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      got.pipe(answer)
    })
    passed.on('error', () => { answer.destroy() })
    question.pipe(passed)
  })
  return { ...site, port, asked }
}
