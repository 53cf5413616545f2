import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOutbound } from './outbound.ts'
import type { Resolve } from './outbound/connect.ts'

const log = pino({ level: 'silent' })
const seen: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[] = []
const megabyte = 1_000_000

const body = async (request: IncomingMessage) => {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
  return text
}

const portOf = (listening: { address(): AddressInfo | string | null }) => {
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address.port
}

const routes: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
  '/hello': (response) => response.writeHead(200, { 'content-type': 'text/HTML; charset=utf-8', etag: 'W/"1"', 'last-modified': 'Mon, 05 Jan 2026 07:00:00 GMT' }).end('bonjour'),
  '/gone': (response) => response.writeHead(410).end('gone'),
  '/unchanged': (response) => response.writeHead(304, { etag: '"2"' }).end(),
  '/gzip': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('compressed')),
  '/br': (response) => response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('compressed')),
  '/bomb': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(100 * megabyte))),
  '/not-gzip': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
  '/cut-gzip': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(9000)).subarray(0, 25)),
  '/strange': (response) => response.writeHead(200, { 'content-encoding': 'rot13' }).end('oyno'),
  '/big': (response) => response.writeHead(200, { 'content-length': String(6 * megabyte) }).end(Buffer.alloc(6 * megabyte)),
  '/endless': (response) => {
    const timer = setInterval(() => response.write(Buffer.alloc(100_000)), 1)
    response.on('close', () => { clearInterval(timer) })
  },
  '/drip': (response) => {
    const timer = setInterval(() => response.write('.'), 20)
    response.on('close', () => { clearInterval(timer) })
  },
  '/silent': () => undefined,
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('only this')
    setTimeout(() => response.destroy(), 20)
  },
  '/cut-chunked': (response) => {
    response.write('only this')
    setTimeout(() => response.destroy(), 20)
  },
  '/reset': (response) => response.destroy(),
  '/nowhere': (response) => response.writeHead(302).end('no location'),
  '/to-hello': (response) => response.writeHead(302, { location: '/hello' }).end(),
  '/for-good': (response) => response.writeHead(301, { location: '/for-good-too' }).end(),
  '/for-good-too': (response) => response.writeHead(308, { location: 'hello' }).end(),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/see-other': (response) => response.writeHead(303, { location: '/hello' }).end(),
  '/again': (response) => response.writeHead(307, { location: '/hello' }).end(),
  '/to-file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/redirect': (response, request) => response.writeHead(302, { location: new URL(request.url ?? '', 'http://x').searchParams.get('to') ?? '' }).end(),
}

const answer: RequestListener = (request, response) => {
  void body(request).then((text) => {
    seen.push({ url: request.url ?? '', method: request.method ?? '', headers: request.headers, body: text })
    const route = routes[(request.url ?? '').split('?')[0] ?? '']
    if (route) route(response, request)
    else response.writeHead(404).end()
  })
}

const server: Server = createServer(answer)
const closed = createTcpServer((socket: Socket) => { socket.end('SSH-2.0-OpenSSH_9.2\r\n') })
let port = 0
let ssh_port = 0
let base = ''

/** Names as a resolver might give them; `names` may change between two look-ups. */
const names: Record<string, string[][]> = {}
const resolve: Resolve = (host) => {
  const answers = names[host]
  const addresses = answers && answers.length > 1 ? answers.shift() : answers?.[0]
  if (!addresses) return Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }))
  return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
}

const options = { user_agent: 'Portevoix-Test/1.0', log, resolve }
const strict = createOutbound({ ...options, allow: [] })
const local = createOutbound({ ...options, allow: ['127.0.0.0/8'] })

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  closed.listen(0, '127.0.0.1')
  await Promise.all([once(server, 'listening'), once(closed, 'listening')])
  port = portOf(server)
  ssh_port = portOf(closed)
  base = `http://127.0.0.1:${port}`
})

afterAll(async () => {
  await Promise.all([strict.close(), local.close()])
  server.closeAllConnections()
  server.close()
  closed.close()
})

describe('private networks', () => {
  test.each([
    'http://127.0.0.1:PORT/hello', 'http://2130706433:PORT/hello', 'http://0x7f000001:PORT/hello', 'http://0177.0.0.1:PORT/hello', 'http://127.1:PORT/hello',
    'http://127.0.0.1.:PORT/hello', 'http://[::1]:PORT/hello', 'http://[::ffff:127.0.0.1]:PORT/hello', 'http://[::127.0.0.1]:PORT/hello',
    'http://[64:ff9b::127.0.0.1]:PORT/hello', 'http://[2002:7f00:1::]:PORT/hello', 'http://0.0.0.0:PORT/hello', 'http://[::]:PORT/hello',
    'http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/', 'https://192.168.1.1/',
  ])('%s is refused before any connection', async (address) => {
    const before = seen.length
    expect(await strict.fetch(address.replace('PORT', String(port)))).toEqual({ ok: false, reason: 'forbidden_address' })
    expect(seen.length).toBe(before)
  })

  test.each([[['127.0.0.1']], [['::1']], [['93.184.215.14', '127.0.0.1']], [['127.0.0.1', '93.184.215.14']], [['169.254.169.254']]])(
    'a name that resolves to %j is refused', async (addresses) => {
      names['inside.example'] = [addresses]
      expect(await strict.fetch(`http://inside.example:${port}/hello`)).toEqual({ ok: false, reason: 'forbidden_address' })
    })

  test('a name that changes its mind is refused at the connection that would be made', async () => {
    const outbound = createOutbound({ ...options, allow: ['127.0.0.2/32'] })
    names['rebinding.example'] = [['127.0.0.2'], ['127.0.0.1']]
    // 127.0.0.2 stands for a public address: allowed, and nobody listens there. The second look-up turns inward.
    expect(await outbound.fetch(`http://rebinding.example:${port}/hello`)).toMatchObject({ ok: false, reason: 'connection' })
    expect(await outbound.fetch(`http://rebinding.example:${port}/hello`)).toEqual({ ok: false, reason: 'forbidden_address' })
    await outbound.close()
  })

  test('each redirect is checked, to a literal as to a name', async () => {
    const outbound = createOutbound({ ...options, allow: [`public.example:${port}`] })
    names['public.example'] = [['127.0.0.1']]
    names['inside.example'] = [['127.0.0.1']]
    for (const to of [base, `http://2130706433:${port}/`, `http://[::ffff:7f00:1]:${port}/`, `http://inside.example:${port}/`]) {
      expect(await outbound.fetch(`http://public.example:${port}/redirect?to=${encodeURIComponent(`${to}/hello`)}`)).toEqual({ ok: false, reason: 'forbidden_address', status: 302 })
    }
    expect(await outbound.fetch(`http://public.example:${port}/to-hello`)).toMatchObject({ ok: true, status: 200 })
    expect(await outbound.fetch(`http://public.example:${ssh_port}/`)).toEqual({ ok: false, reason: 'forbidden_address' })
    await outbound.close()
  })

  test('what an operator allows is fetched', async () => {
    expect(await local.fetch(`${base}/hello`)).toMatchObject({ ok: true, status: 200 })
    expect(await local.fetch(`http://[::ffff:7f00:1]:${port}/hello`)).not.toEqual({ ok: false, reason: 'forbidden_address' })
    expect(await local.fetch('http://10.0.0.1/')).toEqual({ ok: false, reason: 'forbidden_address' })
  })
})

describe('answers', () => {
  test('say what came, from where, and what to ask next time', async () => {
    expect(await local.fetch(`${base}/hello`)).toMatchObject({
      ok: true, status: 200, address: `${base}/hello`, moved_to: null, media_type: 'text/html', etag: 'W/"1"', last_modified: 'Mon, 05 Jan 2026 07:00:00 GMT', body: Buffer.from('bonjour'),
    })
    expect(await local.fetch(`${base}/gone`)).toMatchObject({ ok: true, status: 410 })
    const unchanged = await local.fetch(`${base}/unchanged`, { etag: 'W/"2"', last_modified: 'Mon, 05 Jan 2026 07:00:00 GMT' })
    expect(unchanged).toMatchObject({ ok: true, status: 304, body: Buffer.alloc(0) })
    expect(seen.at(-1)?.headers).toMatchObject({ 'user-agent': 'Portevoix-Test/1.0', 'if-none-match': 'W/"2"', 'if-modified-since': 'Mon, 05 Jan 2026 07:00:00 GMT' })
  })

  test.each(['/gzip', '/br'])('%s is decompressed', async (path) => {
    const found = await local.fetch(base + path)
    expect(found.ok && found.body.toString()).toBe('compressed')
  })

  test('a body is sent, and its type', async () => {
    await local.fetch(`${base}/hello`, { method: 'POST', body: '{"a":1}', headers: { 'Content-Type': 'application/json', Host: 'elsewhere' } })
    expect(seen.at(-1)).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json', host: `127.0.0.1:${port}` } })
  })

  test('types that were not asked for are refused, on success only', async () => {
    expect(await local.fetch(`${base}/hello`, { accept_types: ['image/*'] })).toEqual({ ok: false, reason: 'bad_type', status: 200 })
    expect(await local.fetch(`${base}/hello`, { accept_types: ['text/*'] })).toMatchObject({ ok: true })
    expect(await local.fetch(`${base}/hello`, { accept_types: ['image/png', 'text/html'] })).toMatchObject({ ok: true })
    expect(await local.fetch(`${base}/gone`, { accept_types: ['image/*'] })).toMatchObject({ ok: true, status: 410 })
    expect(await local.fetch(`${base}/gzip`, { accept_types: ['image/*'] })).toMatchObject({ ok: true })
  })
})

describe('redirects', () => {
  test('are followed, and those for good are told', async () => {
    expect(await local.fetch(`${base}/to-hello`)).toMatchObject({ ok: true, status: 200, address: `${base}/hello`, moved_to: null })
    expect(await local.fetch(`${base}/for-good`)).toMatchObject({ ok: true, status: 200, moved_to: `${base}/hello` })
    expect(await local.fetch(`${base}/nowhere`)).toMatchObject({ ok: true, status: 302 })
  })

  test('end after five, and at addresses that are none', async () => {
    const before = seen.length
    expect(await local.fetch(`${base}/loop`)).toEqual({ ok: false, reason: 'too_many_redirects', status: 302 })
    expect(seen.length - before).toBe(6)
    expect(await local.fetch(`${base}/to-file`)).toEqual({ ok: false, reason: 'bad_address', status: 302 })
    expect(await local.fetch(`${base}/redirect?to=`)).toEqual({ ok: false, reason: 'bad_redirect', status: 302 })
  })

  test('change the method as browsers do, and keep secrets from other origins', async () => {
    const post = { method: 'POST', body: 'x', headers: { authorization: 'Bearer secret', 'content-type': 'text/plain' } } as const
    await local.fetch(`${base}/see-other`, post)
    expect(seen.at(-1)).toMatchObject({ method: 'GET', body: '', headers: { authorization: 'Bearer secret' } })
    expect(seen.at(-1)?.headers['content-type']).toBeUndefined()
    await local.fetch(`${base}/again`, post)
    expect(seen.at(-1)).toMatchObject({ url: '/hello', method: 'POST', body: 'x' })
    names['other.example'] = [['127.0.0.1']]
    await local.fetch(`${base}/redirect?to=${encodeURIComponent(`http://other.example:${port}/hello`)}`, post)
    expect(seen.at(-1)).toMatchObject({ url: '/hello', method: 'GET' })
    expect(seen.at(-1)?.headers.authorization).toBeUndefined()
  })
})

describe('failures are values', () => {
  test.each([
    ['/bomb', 'too_large'], ['/big', 'too_large'], ['/endless', 'too_large'], ['/cut', 'cut_off'], ['/cut-chunked', 'cut_off'], ['/cut-gzip', 'cut_off'],
    ['/not-gzip', 'bad_answer'], ['/strange', 'bad_answer'],
  ])('%s: %s', async (path, reason) => {
    expect(await local.fetch(base + path)).toEqual({ ok: false, reason, status: 200 })
  })

  test('the limit is the caller’s', async () => {
    expect(await local.fetch(`${base}/hello`, { max_bytes: 6 })).toEqual({ ok: false, reason: 'too_large', status: 200 })
    expect(await local.fetch(`${base}/big`, { max_bytes: 7 * megabyte })).toMatchObject({ ok: true })
    expect(await local.fetch(`${base}/big`, { method: 'HEAD' })).toMatchObject({ ok: true, status: 200 })
  })

  test.each(['/drip', '/silent'])('%s ends with the time', async (path) => {
    const start = performance.now()
    expect(await local.fetch(base + path, { timeout_ms: 300 })).toMatchObject({ ok: false, reason: 'timeout' })
    expect(performance.now() - start).toBeLessThan(1500)
  })

  test('a name that never resolves ends with the time', async () => {
    const outbound = createOutbound({ ...options, allow: [], resolve: () => new Promise(() => undefined) })
    const start = performance.now()
    expect(await outbound.fetch('http://slow.example/', { timeout_ms: 300 })).toEqual({ ok: false, reason: 'timeout' })
    await outbound.close()
    expect(performance.now() - start).toBeLessThan(1500)
  })

  test('names, connections and protocols', async () => {
    names['nothing.example'] = [[]]
    expect(await local.fetch('http://unknown.example/')).toEqual({ ok: false, reason: 'dns' })
    expect(await local.fetch('http://nothing.example/')).toEqual({ ok: false, reason: 'dns' })
    expect(await local.fetch('http://127.0.0.2:1025/')).toEqual({ ok: false, reason: 'connection' })
    expect(await local.fetch(`${base}/reset`)).toEqual({ ok: false, reason: 'connection' })
    expect(await local.fetch(`https://127.0.0.1:${port}/hello`)).toEqual({ ok: false, reason: 'tls' })
    expect(await local.fetch(`http://127.0.0.1:${ssh_port}/`)).toEqual({ ok: false, reason: 'bad_answer' })
    expect(await local.fetch('ftp://127.0.0.1/')).toEqual({ ok: false, reason: 'bad_address' })
    expect(await local.fetch('http://me:secret@example.org/')).toEqual({ ok: false, reason: 'bad_address' })
  })
})
