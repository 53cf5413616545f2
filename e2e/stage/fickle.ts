import { request } from 'node:http'
import { serve } from './serve.ts'

export type Mood = 'well' | 'slow' | 'broken' | 'gone'

/** A site that shows another's pages under a name of its own, and is well or not, as it is told. */
export const openFickle = async (other: string, name: string) => {
  let mood: Mood = 'well'
  const { hostname, port } = new URL(other)
  const named = (body: string) => body.replace(/<channel><title>[^<]*/, `<channel><title>${name}`)
  const site = await serve((asked, answer) => {
    // a site in trouble does not know what it told before
    const { 'if-none-match': _tag, 'if-modified-since': _since, ...headers } = asked.headers
    const passed = request({ hostname, port, method: asked.method, path: mood === 'well' ? asked.url : `/${mood}${asked.url}`, headers }, (got) => {
      let body = ''
      got.setEncoding('utf8')
      got.on('data', (part: string) => { body += part })
      got.on('end', () => { answer.writeHead(got.statusCode ?? 502, { 'content-type': got.headers['content-type'] }).end(named(body)) })
      // as far as it came, of what was announced
      got.on('error', () => {
        answer.writeHead(200, { 'content-type': got.headers['content-type'], 'content-length': got.headers['content-length'] })
        answer.write(named(body))
        setTimeout(() => { answer.destroy() }, 20)
      })
    })
    passed.on('error', () => answer.destroy())
    passed.end()
  })
  return { ...site, turn: (next: Mood) => { mood = next } }
}

export type Fickle = Awaited<ReturnType<typeof openFickle>>
