import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { operator } from './cli/operator.fixture.ts'

const { start, leave } = operator()
afterAll(leave, 60_000)

test('a process with pages, links and jobs that is told to stop says so first, and answers on before it ends', async () => {
  const drain_seconds = 5
  const { child, address } = await start({ DRAIN_SECONDS: String(drain_seconds) })
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => { agent.destroy() })
  const get = (path: string) => new Promise<{ status: number | undefined; connection: string | undefined; body: string }>((resolve, reject) => {
    request(new URL(path, address), { agent }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (part: string) => { body += part })
      answer.on('end', () => { resolve({ status: answer.statusCode, connection: answer.headers.connection, body }) })
    }).on('error', reject).end()
  })
  expect(await get('/health/ready')).toMatchObject({ status: 200, connection: 'keep-alive', body: expect.stringContaining('"draining":false') })

  const ended = once(child, 'close')
  const told = performance.now()
  child.kill('SIGTERM')
  await expect.poll(() => get('/health/ready'), { timeout: 4_000 }).toMatchObject({ status: 503, connection: 'close', body: expect.stringMatching(/"ready":false,.*"draining":true/) })
  expect(await get('/api/v1/session')).toMatchObject({ status: 200, connection: 'close' })
  expect(await get('/l/nowhere')).toMatchObject({ status: 404, connection: 'close' })
  expect(await get('/health/live')).toMatchObject({ status: 200, connection: 'close' })
  expect(await ended).toEqual([0, null])
  expect(performance.now() - told).toBeGreaterThan(drain_seconds * 1_000)
  await expect(get('/health/live')).rejects.toThrow('ECONNREFUSED')
}, 120_000)
