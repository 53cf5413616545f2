import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { endingOf } from './ending.ts'

const start = async (listener: RequestListener) => {
  const server = createServer(listener)
  const end = endingOf(server, { request_ms: 300, answer_ms: 1_500 })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  onTestFinished(() => { server.closeAllConnections() })
  /** Says something, and gives what is heard until the connection ends, and after how many milliseconds that was. */
  const say = async (words: string) => {
    const socket = net.connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const begun = performance.now()
    let heard = ''
    socket.setEncoding('utf8').on('data', (part: string) => { heard += part }).on('error', () => undefined)
    socket.write(words)
    const ended = once(socket, 'close').then(() => ({ heard, after_ms: performance.now() - begun }))
    await sleep(50)
    return { socket, ended }
  }
  const stop = async () => {
    const closed = once(server, 'close')
    const begun = performance.now()
    server.close()
    end()
    await closed
    return performance.now() - begun
  }
  return { say, stop }
}

const whole = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'

test('half a request, its head or its body, holds a server that ends for a moment only', async () => {
  const { say, stop } = await start((request, response) => { request.resume().on('end', () => { response.end('heard') }) })
  const halves = await Promise.all(['GET / HTTP/1.1\r\nHost: local', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nfour'].map(say))
  expect(await stop()).toBeLessThan(1_000)
  for (const { ended } of halves) expect((await ended).heard).toBe('')
})

test('what was half sent as the end began, and is whole within its time, is answered', async () => {
  const { say, stop } = await start((_request, response) => { response.end('heard') })
  const { socket, ended } = await say('GET / HTTP/1.1\r\nHost: local')
  const stopped = stop()
  await sleep(100)
  socket.write('host\r\n\r\n')
  expect((await ended).heard).toContain('heard')
  expect(await stopped).toBeLessThan(1_000)
})

test('connections without a word, and those kept for a next request, end at once', async () => {
  const { say, stop } = await start((_request, response) => { response.end('heard') })
  const [quiet, kept] = [await say(''), await say(whole)]
  expect(await stop()).toBeLessThan(300)
  expect([(await quiet.ended).heard, (await kept.ended).heard.endsWith('heard')]).toEqual(['', true])
})

test('an answer that is prepared or written as the end begins arrives whole, and its connection ends with it', async () => {
  const { say, stop } = await start((_request, response) => {
    setTimeout(() => {
      response.write('a long ')
      setTimeout(() => { response.end('answer') }, 400)
    }, 400)
  })
  const { ended } = await say(whole)
  const took = await stop()
  expect((await ended).heard).toMatch(/a long [^]*answer/)
  expect(took).toBeGreaterThan(600)
  expect(took).toBeLessThan(1_400)
})

test('an answer without end is cut at last', async () => {
  const { say, stop } = await start((_request, response) => { response.write('for ever') })
  const { ended } = await say(whole)
  expect(await stop()).toBeGreaterThan(1_400)
  expect((await ended).heard).toContain('for ever')
})
