import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { servePages } from './pages.ts'

const script = `console.log(${JSON.stringify('porte-voix '.repeat(400))})`
let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portevoix-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><style nonce="STYLE_NONCE"></style>')
  for (const name of ['assets/one-Ab12.js', 'service-worker.js']) {
    await writeFile(join(folder, name), script)
    await writeFile(join(folder, `${name}.gz`), gzipSync(script))
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(script))
  }
  await writeFile(join(folder, 'icon.svg'), '<svg/>')
  app = Fastify()
  await servePages(app, '', folder)
})

afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (url: string, encoding?: string) => app.inject({ url, headers: { ...(encoding && { 'accept-encoding': encoding }) } })

it.each([
  ['br, gzip', 'br', brotliCompressSync(script).length],
  ['gzip', 'gzip', gzipSync(script).length],
  [undefined, undefined, script.length],
])('sends what accepts %s a script as %s', async (accepted, encoding, length) => {
  for (const url of ['/assets/one-Ab12.js', '/service-worker.js']) {
    const answer = await get(url, accepted)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-encoding']).toBe(encoding)
    expect(answer.headers['content-type']).toMatch(/javascript/)
    expect(answer.headers.vary).toMatch(/accept-encoding/i)
    expect(answer.rawPayload.length).toBe(length)
  }
})

it('answers HEAD where a page would be shown, as whatever watches a site asks', async () => {
  const answer = await app.inject({ method: 'HEAD', url: '/' })
  expect([answer.statusCode, answer.payload]).toEqual([200, ''])
})

it('keeps hashed files for ever and the others not at all, compressed or not', async () => {
  for (const encoding of ['br', undefined]) {
    expect((await get('/assets/one-Ab12.js', encoding)).headers['cache-control']).toContain('immutable')
    const worker = await get('/service-worker.js', encoding)
    expect(worker.headers['cache-control']).toBe('no-cache')
    expect(worker.headers['content-security-policy']).toContain("connect-src 'self'")
  }
})

it('sends as it is what has no compressed copy, and gives no copy an address of its own', async () => {
  const icon = await get('/icon.svg', 'br, gzip')
  expect(icon.headers['content-encoding']).toBeUndefined()
  expect(icon.payload).toBe('<svg/>')
  expect((await get('/assets/one-Ab12.js.br')).statusCode).not.toBe(200)
})

it('gives every other address the page, each time with another nonce', async () => {
  const nonces = await Promise.all(['/', '/desk/inbox'].map(async (url) => /nonce="([^"]+)"/.exec((await get(url)).payload)?.[1]))
  expect(nonces.every((nonce) => nonce && nonce !== 'STYLE_NONCE')).toBe(true)
  expect(new Set(nonces).size).toBe(2)
})

it('has no page for what programs and links ask for, though this process serves no links', async () => {
  for (const url of ['/l/abcdef', '/links/ask?domain=evil.example', '/api/v1/nothing']) expect((await get(url)).statusCode).not.toBe(200)
  for (const url of ['/desk/domains', '/nowhere', '/login']) expect((await get(url)).statusCode).toBe(200)
})
