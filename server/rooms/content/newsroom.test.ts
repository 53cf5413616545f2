import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { content } from '@portevoix/contract/content/contents'
import { item } from '@portevoix/contract/content/items'
import { source, type Source } from '@portevoix/contract/content/sources'
import { openProgramme } from '@portevoix/contract/programme'
import { testInstallation } from '#test/installation'
import { company, type Company } from '#test/world'

/** Real pages as a news site, where they are at hand; the rest of the curation is proved on a site of our own in sources.test.ts. */
const tool = join(import.meta.dirname, '../../../../shared/tools/newsroom.mjs')

if (!existsSync(tool)) console.warn(`NOT CHECKED: there is no collection of a news site at ${tool}`)
describe.runIf(existsSync(tool))('curation of a real news site', () => {
  let us: Company
  let programme_id: string
  let newsroom: ChildProcess
  let base: string

  beforeAll(async () => {
    newsroom = spawn(process.execPath, [tool, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    base = await new Promise<string>((resolve) => newsroom.stdout?.on('data', (text: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text.toString())?.[0]
      if (found) resolve(found)
    }))
    const house = await testInstallation()
    us = await company(house, 'newsroom.example')
    programme_id = openProgramme.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body).id
  })
  afterAll(() => { newsroom.kill() })

  const added = z.object({ source, items_added: z.number() })
  const follow = async (path: string) => us.curator.call('POST', `/programmes/${programme_id}/sources`, { address: `${base}${path}` })
  const inbox = async (one: Source) => z.object({ items: z.array(item) }).parse((await us.curator.call('GET', `/programmes/${programme_id}/items?limit=100&source_id=${one.id}`)).body).items

  it('takes its feeds in three formats, each article once', async () => {
    const first = added.parse((await follow('/')).body)
    expect(first.source).toMatchObject({ kind: 'feed', feed_address: `${base}/feed.xml`, health: 'healthy' })
    expect(first.items_added).toBeGreaterThan(50)
    for (const path of ['/atom.xml', '/feed.json']) {
      const again = added.parse((await follow(path)).body)
      expect(again).toMatchObject({ source: { kind: 'feed', health: 'healthy' }, items_added: 0 })
    }
  })

  it('fills its inbox from the pages themselves, by the worker, and makes a content of one', async () => {
    const [one] = z.object({ items: z.array(source) }).parse((await us.curator.call('GET', `/programmes/${programme_id}/sources`)).body).items.filter(({ items }) => items.new > 0)
    if (!one) throw new Error('no source has items')
    const until = Date.now() + 15_000
    let read = 0
    while (read < 5 && Date.now() < until) {
      await pause(300)
      read = (await inbox(one)).filter(({ reading_minutes }) => reading_minutes !== null).length
    }
    expect(read).toBeGreaterThanOrEqual(5)
    const chosen = (await inbox(one)).find(({ reading_minutes, summary }) => reading_minutes !== null && summary !== '')
    const { content_id } = z.object({ content_id: z.string() }).parse((await us.curator.call('POST', `/items/${chosen?.id}/content`)).body)
    expect(content.parse((await us.curator.call('GET', `/contents/${content_id}`)).body)).toMatchObject({ kind: 'link', title: chosen?.title, state: 'draft' })
  })

  it('begins a content from a pasted address with what its page says, and empty where the page cannot be had', async () => {
    const begin = async (address: string) => content.parse((await us.curator.call('POST', `/programmes/${programme_id}/contents`, { kind: 'link', address })).body)
    const begun = await begin(`${base}/articles/buzzfeed-1`)
    expect(begun).toMatchObject({ kind: 'link', state: 'draft', address: `${base}/articles/buzzfeed-1`, language: 'en' })
    expect(begun.title).toContain('Student')
    expect(begun.body_html).toMatch(/^<p>/)
    expect(await begin(`${base}/gone/articles/buzzfeed-1`)).toMatchObject({ state: 'draft', title: '', body_html: '' })
  })

  it('says what ails the slow, the broken and the gone', async () => {
    expect(added.parse((await follow('/slow/feed.xml')).body).source).toMatchObject({ health: 'healthy' })
    const refusal = z.object({ errors: z.array(z.object({ code: z.string() })) })
    expect(refusal.parse((await follow('/broken/feed.xml')).body).errors).toMatchObject([{ code: 'content.source_cut_off' }])
    expect(refusal.parse((await follow('/gone/feed.xml')).body).errors).toMatchObject([{ code: 'content.source_http' }])
  })
})
