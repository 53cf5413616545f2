import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readFeed } from '../feed.ts'
import { expectations } from './expectations.ts'

const folder = join(import.meta.dirname, '../../../../../../shared/corpora/feeds')

if (!existsSync(folder)) console.warn(`NOT CHECKED: there is no collection of feeds at ${folder}`)
describe.runIf(existsSync(folder))('feeds of the wild', () => {
  const files = globSync('**/*.xml', { cwd: folder }).sort()

  test('are read without a crash or a hang, as their publishers meant', () => {
    const counts = { title: [0, 0], link: [0, 0], date: [0, 0] }
    const failed: string[] = []
    let slowest_ms = 0
    for (const file of files) {
      const bytes = readFileSync(join(folder, file))
      const { expected, content_type } = expectations(bytes.toString('utf8'))
      const start = performance.now()
      const answer = readFeed(bytes, { address: `http://127.0.0.1:8097/${file}`, content_type })
      slowest_ms = Math.max(slowest_ms, performance.now() - start)
      for (const { kind, path, holds } of expected) {
        const held = answer.ok && holds(answer.feed)
        counts[kind][0] = (counts[kind][0] ?? 0) + Number(held)
        counts[kind][1] = (counts[kind][1] ?? 0) + 1
        if (!held) failed.push(`${file}: ${path} <> ${answer.ok ? JSON.stringify({ ...answer.feed, items: answer.feed.items.slice(0, 1) }) : answer.reason}`)
      }
    }
    const [held, all] = Object.values(counts).reduce(([a = 0, b = 0], [c = 0, d = 0]) => [a + c, b + d], [0, 0])
    const share = (held ?? 0) / (all ?? 1)
    console.log(`feeds: ${files.length} files, expectations held: ${Object.entries(counts).map(([kind, [one, of]]) => `${kind}s ${one}/${of}`).join(', ')}, together ${(share * 100).toFixed(1)} %; slowest ${slowest_ms.toFixed(0)} ms`)
    if (process.env['SHOW_FAILED']) console.log(failed.join('\n'))
    expect(files.length).toBeGreaterThan(0)
    expect(slowest_ms).toBeLessThan(2000)
    expect(share).toBeGreaterThan(0.9)
  })
})
