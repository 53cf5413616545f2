import { ownDataCopy } from '@portevoix/contract/own-data'
import { openProgramme, theme } from '@portevoix/contract/programme'
import { content } from '@portevoix/contract/content/contents'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { company, type Company } from '#test/world'
import { testInstallation } from '#test/installation'

let us: Company
let others: Company
beforeAll(async () => {
  const installation = await testInstallation({ works: false })
  us = await company(installation, 'ours.test')
  others = await company(installation, 'theirs.test')
  const { id } = openProgramme.parse((await us.admin.call('POST', '/programmes', { name: 'Voix', networks: ['x'] })).body)
  const { items: [first] } = z.object({ items: z.array(theme) }).parse((await us.admin.call('GET', `/programmes/${id}/themes`)).body)
  const begun = content.parse((await us.curator.call('POST', `/programmes/${id}/contents`, { kind: 'link', address: 'https://example.org/' })).body)
  const saved = content.parse((await us.curator.call('PATCH', `/contents/${begun.id}`, { version: begun.version, changes: { title: 'Un article', theme_id: first?.id, visibility: 'shareable' } })).body)
  await us.curator.call('PUT', `/contents/${begun.id}/publication`, { version: saved.version })
  await us.ambassador.call('PUT', `/programmes/${id}/acceptance`, { version: 1, language: 'fr' })
  await us.ambassador.call('PUT', `/feed/${begun.id}/like`)
  await us.ambassador.call('POST', '/shares', { content_id: begun.id, network: 'x' })
})

describe('the copy of one’s own data', () => {
  it('holds what every room knows of whoever asks, and nobody else', async () => {
    const { status, body } = await us.ambassador.call('GET', '/me/data')
    expect(status).toBe(200)
    const { rooms } = ownDataCopy.parse(body)
    expect(Object.keys(rooms)).toEqual(['organisations', 'people', 'programme', 'links', 'content', 'sharing', 'insights'])
    const text = JSON.stringify(body)
    expect(text).toContain('ambassador@ours.test')
    expect(text).not.toMatch(/(?:curator|admin|lead)@ours\.test|theirs\.test/)
    expect([JSON.stringify(rooms['programme']), JSON.stringify(rooms['sharing'])].map((told) => told.length > 50)).toEqual([true, true])
  })

  it('is made for members alone', async () => {
    expect((await others.ambassador.call('GET', '/me/data')).status).toBe(200)
    expect(JSON.stringify((await others.ambassador.call('GET', '/me/data')).body)).not.toContain('ours.test')
  })
})
