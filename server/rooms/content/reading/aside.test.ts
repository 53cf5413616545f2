import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, expect, test } from 'vitest'
import { discoverFeedsAside, readFeedAside, readPageAside } from './aside.ts'
import { openReaders } from './readers.ts'

const address = 'https://example.org/news'
const good = Buffer.from('<html lang="fr"><head><title>L’usine ouvre</title><link rel="alternate" type="application/rss+xml" href="/fil.xml"></head><body><p>Texte</p></body></html>')
const feed = Buffer.from('<rss version="2.0"><channel><title>Le Fil</title><item><title>Un</title><link>https://example.org/1</link></item></channel></rss>')
const hostilePage = Buffer.from(`<html><head><title>x</title></head><body>${'<div>'.repeat(900_000)}`)
const hostileFeed = Buffer.from(`<rss version="2.0"><channel>${'<a>'.repeat(1_500_000)}`)

/**
 * How long others had to wait while `work` went on: 99 times of 100, by the clock; and the longest that this thread worked
 * without a pause, by its own processor time, which no other program on the machine lengthens.
 */
const blocked = async (work: () => Promise<unknown>): Promise<{ wait_ms: number; stretch_ms: number }> => {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const used = (): number => { const { user, system } = process.threadCpuUsage(); return (user + system) / 1000 }
  let before = used()
  let stretch_ms = 0
  const ticking = setInterval(() => {
    const now = used()
    stretch_ms = Math.max(stretch_ms, now - before)
    before = now
  }, 5)
  delay.enable()
  await work()
  delay.disable()
  clearInterval(ticking)
  return { wait_ms: delay.percentile(99) / 1e6, stretch_ms }
}

describe('reading aside', () => {
  test('gives what reading gives', async () => {
    expect(await readPageAside(good, { address })).toMatchObject({ ok: true, page: { title: 'L’usine ouvre', language: 'fr' } })
    expect(await readFeedAside(feed, { address })).toMatchObject({ ok: true, feed: { title: 'Le Fil', items: [{ title: 'Un' }] } })
    expect(await discoverFeedsAside(good, { address })).toEqual([{ address: 'https://example.org/fil.xml', title: null }])
    expect(await readPageAside(Buffer.from('plain'), { address })).toEqual({ ok: false, reason: 'empty' })
    // the bytes were copied, not taken
    expect(good.length).toBeGreaterThan(100)
  }, 30_000)

  test('blocks nobody while a page and a feed made to be slow are read, and refuses them', async () => {
    let answers: readonly unknown[] = []
    const { wait_ms, stretch_ms } = await blocked(async () => {
      answers = await Promise.all([readPageAside(hostilePage, { address }), readFeedAside(hostileFeed, { address })])
    })
    console.log(`others waited ${wait_ms.toFixed(0)} ms (99 %), the main thread worked ${stretch_ms.toFixed(0)} ms without a pause at most`)
    expect(answers).toEqual([{ ok: false, reason: 'too_slow' }, { ok: false, reason: 'too_slow' }])
    expect(wait_ms).toBeLessThan(200)
    expect(stretch_ms).toBeLessThan(200)
  }, 90_000)

  test('reads the others while one reader is kept busy', async () => {
    let read = 0
    const hostile = readPageAside(hostilePage, { address })
    const others = Array.from({ length: 10 }, () => readPageAside(good, { address }).then((answer) => { read += answer.ok ? 1 : 0 }))
    await Promise.race([hostile, Promise.all(others)])
    expect(read).toBe(10)
    await hostile
  }, 90_000)

  test('ends a reader that takes too long or too much memory, and reads on with another', async () => {
    const hasty = openReaders({ threads: 1, max_ms: 5000, max_memory_mb: 384 })
    expect(await hasty.ask({ read: 'page', bytes: hostilePage, address, max_ms: 60_000 })).toBeNull()
    const small = openReaders({ threads: 1, max_ms: 60_000, max_memory_mb: 48 })
    expect(await small.ask({ read: 'page', bytes: Buffer.from('<p>a</p>'.repeat(600_000)), address, max_ms: 60_000 })).toBeNull()
    const roomy = openReaders({ threads: 1, max_ms: 30_000, max_memory_mb: 384 })
    const [hostile, next] = await Promise.all([
      roomy.ask({ read: 'page', bytes: hostilePage, address, max_ms: 1000 }), roomy.ask({ read: 'page', bytes: good, address }),
    ])
    expect([hostile?.ok, next?.ok]).toEqual([false, true])
    expect(await small.ask({ read: 'page', bytes: good, address })).toMatchObject({ ok: true })
  }, 120_000)
})
