import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { basePath, beneath } from './base-path.ts'

it.each([
  ['https://a.example', ''], ['https://a.example/', ''], ['http://localhost:3000/voix', '/voix'], ['https://a.example/our/own/', '/our/own'],
])('%s lies beneath “%s”', (address, path) => { expect(basePath(address)).toBe(path) })

/** What becomes of an address as it came over the wire. */
const ask = async (path: string, asked: string, method = 'GET') => {
  const server = createServer(beneath(path, ({ url }, response) => { response.end(url) })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => { server.close() })
  const [answer] = await once(request({ port: (server.address() as AddressInfo).port, path: asked, method, agent: false }).end(), 'response')
  return { status: answer.statusCode, to: answer.headers.location, text: (await answer.toArray()).join('') }
}

it.each([
  ['/our/own/', '/'], ['/our/own/?a=/our/own', '/?a=/our/own'], ['/our/own/api/v1/feed?a=1', '/api/v1/feed?a=1'], ['/our/own/our/own/', '/our/own/'],
  ['/our/own/health/live', '/health/live'], ['/health/live', '/health/live'], ['/health/ready?x', '/health/ready?x'], ['/metrics', '/metrics'],
])('%s is heard as %s', async (asked, heard) => {
  expect(await ask('/our/own', asked)).toEqual({ status: 200, to: undefined, text: heard })
  expect(await ask('', asked)).toEqual({ status: 200, to: undefined, text: asked })
})

it.each([['/our/own', '/our/own/'], ['/our/own?a=1', '/our/own/?a=1']])('%s leads to %s', async (asked, to) => {
  expect(await ask('/our/own', asked)).toEqual({ status: 302, to, text: '' })
})

it.each(['/', '/our', '/our/', '/our/owner', '/our/own%2f', '/Our/Own/', '/api/v1/feed', '/health', '/index.html', '//our/own/', '*'])('%s is not here, by any method', async (asked) => {
  for (const method of ['GET', 'POST']) expect(await ask('/our/own', asked, method)).toEqual({ status: 404, to: undefined, text: 'Not found\n' })
})
