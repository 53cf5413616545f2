import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOutbound } from '#kit/outbound'
import { readPageAside } from './aside.ts'
import { decodeText } from './charset.ts'
import { discoverFeeds } from './discovery.ts'
import { readFeed } from './feed.ts'

const program = join(import.meta.dirname, '../../../../../shared/tools/newsroom.mjs')

if (!existsSync(program)) console.warn(`NOT CHECKED: there is no collection of a news site at ${program}`)
describe.runIf(existsSync(program))('a news site of real pages', () => {
  const outbound = createOutbound({ allow: ['127.0.0.0/8'], user_agent: 'Portevoix-Test/1.0', log: pino({ level: 'silent' }) })
  const site = spawn(process.execPath, [program, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let base = ''

  beforeAll(async () => {
    for await (const line of createInterface(site.stdout)) {
      base = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? ''
      if (base) break
    }
  })

  afterAll(async () => {
    await outbound.close()
    site.kill()
  })

  const fetched = async (path: string, request = {}) => {
    const answer = await outbound.fetch(base + path, request)
    if (!answer.ok) throw new Error(answer.reason)
    return answer
  }

  test('declares its feeds', async () => {
    const { body, headers } = await fetched('/')
    const found = discoverFeeds(decodeText(body, headers['content-type']), `${base}/`)
    expect(found.map(({ address }) => address)).toEqual([`${base}/feed.xml`, `${base}/atom.xml`])
  })

  test('is the same in its three formats, and says when nothing changed', async () => {
    const feeds = await Promise.all(['/feed.xml', '/atom.xml', '/feed.json'].map(async (path) => {
      const { body, address, headers, etag, last_modified } = await fetched(path)
      const answer = readFeed(body, { address, content_type: headers['content-type'] ?? null })
      if (!answer.ok) throw new Error(answer.reason)
      expect(await fetched(path, { etag, last_modified })).toMatchObject({ status: 304, body: Buffer.alloc(0) })
      return answer.feed
    }))
    const [rss, atom, json] = feeds.map(({ title, items }) => ({ title, items: items.map(({ address, title, published_at }) => ({ address, title, published_at })) }))
    expect(rss?.items.length).toBeGreaterThan(60)
    expect(atom).toEqual(rss)
    expect(json).toEqual(rss)
  })

  test('has pages that are all read', async () => {
    const { body, address } = await fetched('/feed.xml')
    const answer = readFeed(body, { address })
    const items = answer.ok ? answer.feed.items : []
    const unread: string[] = []
    for (const item of items.slice(0, 12)) {
      const page = await outbound.fetch(item.address ?? '', { accept_types: ['text/html', 'application/xhtml+xml'] })
      const reading = page.ok ? await readPageAside(page.body, { address: page.address, headers: page.headers }) : null
      if (!reading?.ok || reading.page.title === '') unread.push(item.title)
    }
    expect(items.length).toBeGreaterThan(60)
    expect(unread).toEqual([])
  }, 60_000)

  test('may be slow, broken or gone', async () => {
    expect(await outbound.fetch(`${base}/slow/feed.xml`, { timeout_ms: 500 })).toMatchObject({ ok: false, reason: 'timeout' })
    expect(await outbound.fetch(`${base}/slow/feed.xml`)).toMatchObject({ ok: true, status: 200 })
    expect(await outbound.fetch(`${base}/broken/feed.xml`)).toEqual({ ok: false, reason: 'cut_off', status: 200 })
    expect(await outbound.fetch(`${base}/gone/feed.xml`)).toMatchObject({ ok: true, status: 410 })
  })
})
