import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { cleanAuthor } from '../author.ts'
import { readDate } from '../dates.ts'
import { readPage } from '../page.ts'
import { oneLine } from '../text.ts'

const folder = join(import.meta.dirname, '../../../../../../shared/corpora/pages')
const expectedShape = z.object({ title: z.string().nullish(), byline: z.string().nullish(), excerpt: z.string().nullish(), siteName: z.string().nullish(), publishedTime: z.string().nullish(), lang: z.string().nullish() })

if (!existsSync(folder)) console.warn(`NOT CHECKED: there is no collection of pages at ${folder}`)
describe.runIf(existsSync(folder))('pages of the wild', () => {
  test('are read without a crash or a hang, as readers see them', () => {
    const counts: Record<string, [number, number]> = {}
    const failed: string[] = []
    let slowest_ms = 0
    for (const name of readdirSync(folder).filter((one) => existsSync(join(folder, one, 'expected-metadata.json')))) {
      const expected = expectedShape.parse(JSON.parse(readFileSync(join(folder, name, 'expected-metadata.json'), 'utf8')))
      const start = performance.now()
      const answer = readPage(readFileSync(join(folder, name, 'source.html')), { address: `http://fakehost/test/${name}`, headers: { 'content-type': 'text/html' } })
      slowest_ms = Math.max(slowest_ms, performance.now() - start)
      const page = answer.ok ? answer.page : null
      const tell = (field: string, ours: string | null | undefined, theirs: string | null | undefined) => {
        if (theirs === null || theirs === undefined || theirs === '') return
        const held = ours === theirs
        const [holding, all] = counts[field] ?? [0, 0]
        counts[field] = [holding + Number(held), all + 1]
        if (!held) failed.push(`${name} ${field}: ${JSON.stringify(theirs)} <> ${JSON.stringify(ours)}`)
      }
      tell('title', page?.title, oneLine(expected.title ?? ''))
      // the name alone is kept of “By …, 3:46 PM”, which the corpus keeps whole
      tell('author', page?.author, cleanAuthor(expected.byline))
      tell('description', page?.description, oneLine(expected.excerpt ?? ''))
      tell('site_name', page?.site_name, oneLine(expected.siteName ?? ''))
      tell('published_at', page?.published_at, readDate(expected.publishedTime))
      tell('language', page?.language, expected.lang?.split('-')[0]?.toLowerCase())
    }
    const all = Object.values(counts)
    const share = all.reduce((sum, [held]) => sum + held, 0) / all.reduce((sum, [, of]) => sum + of, 0)
    console.log(`pages: ${Object.entries(counts).map(([field, [held, of]]) => `${field} ${held}/${of}`).join(', ')}, together ${(share * 100).toFixed(1)} %; slowest ${slowest_ms.toFixed(0)} ms`)
    if (process.env['SHOW_FAILED']) console.log(failed.join('\n'))
    expect(all.length).toBe(6)
    expect(share).toBeGreaterThan(0.9)
  }, 60_000)
})
