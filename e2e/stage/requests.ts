import type { LookupFunction } from 'node:net'
import { request, type IncomingHttpHeaders } from 'node:http'
import { expect } from 'vitest'

const people = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
}
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0'
const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1'
const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0'

/** Every name leads to this machine, as the DNS of a short domain would lead to the server. */
const here: LookupFunction = (_name, { all }, tell) => { if (all) tell(null, [{ address: '127.0.0.1', family: 4 }]); else tell(null, '127.0.0.1', 4) }

interface Answer { status: number; headers: IncomingHttpHeaders; text: string }

/** Asks with these headers and no others: what fetch adds by itself would tell a program from a program. */
const ask = (link: string, method: 'GET' | 'HEAD', headers: Record<string, string>) => new Promise<Answer>((resolve, reject) => {
  const asked = request(link, { method, headers, agent: false, lookup: here }, (answer) => {
    let text = ''
    answer.setEncoding('utf8')
    answer.on('data', (part: string) => { text += part })
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    answer.on('error', reject)
  })
  asked.on('error', reject)
  asked.end()
})

/** Everything that opens a link one day. */
export const passers = {
  /** A person: on to the content. */
  async person(link: string, target: string) {
    const { status, headers } = await ask(link, 'GET', { ...people, 'user-agent': firefox })
    expect({ status, to: headers.location, cache: headers['cache-control'], cookie: headers['set-cookie'] }).toEqual({ status: 302, to: target, cache: 'no-store', cookie: undefined })
  },
  /** X's robot: the page it makes its card of. */
  async twitterbot(link: string, title: string) {
    const { status, text: html } = await ask(link, 'GET', { accept: '*/*', 'user-agent': 'Twitterbot/1.0' })
    expect(status).toBe(200)
    expect(html).toContain('property="og:title"')
    expect(html).toContain(title)
    expect(html).not.toMatch(/http-equiv="?refresh/i)
  },
  /** X again, under a browser's name. */
  async head(link: string) {
    expect((await ask(link, 'HEAD', { accept: '*/*', 'user-agent': 'Twitterbot/1.0' })).status).toBeLessThan(400)
    expect((await ask(link, 'HEAD', { ...people, 'user-agent': safari })).status).toBe(302)
  },
  async prefetch(link: string) {
    expect((await ask(link, 'GET', { ...people, 'user-agent': edge, 'sec-purpose': 'prefetch;prerender' })).status).toBe(302)
  },
  /** A mail gateway that borrows a browser's name and asks like a program. */
  async mailScanner(link: string) {
    expect((await ask(link, 'GET', { accept: '*/*', 'user-agent': edge })).status).toBe(302)
  },
}
