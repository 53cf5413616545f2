import decode from 'qr/decode.js'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startNameServer, type NameServer } from '../server/test/name-server.ts'
import { apiOf } from './stage/api.ts'
import { desktop, oneOf, openBrowser, phone, visit, type Visitor } from './stage/browser.ts'
import { pictureFailures } from './stage/failed.ts'
import { look } from './stage/look.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { readyPortevoix } from './stage/ready.ts'
import { startPress } from './stage/press.ts'
import { passers } from './stage/requests.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { campaignLinks } from './screens/campaign-links.ts'
import { codeSheet } from './screens/code-sheet.ts'
import { composer } from './screens/composer.ts'
import { domains } from './screens/domains.ts'
import { door } from './screens/door.ts'
import { feed } from './screens/feed.ts'
import { programme } from './screens/programme.ts'

const id = z.looseObject({ id: z.string() })
const read = async (picture: string): Promise<string> => {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return decode({ data, width: info.width, height: info.height })
}

pictureFailures()

describe.each(oneOf([
  { language: 'fr', viewport: phone, organisation: 'Maison Aubépine', host: 'liens.aubépine.test', ascii: 'liens.xn--aubpine-dya.test', typed: 'Portes Ouvertes', slug: 'portes-ouvertes', alike: 'p0rtes-ouvertes', label: 'Affiche du hall' },
  { language: 'en', viewport: desktop, organisation: 'Hawthorn & Sons', host: 'go.hawthorn.test', ascii: 'go.hawthorn.test', typed: 'Open day', slug: 'open-day', alike: '0pen-day', label: 'Poster in the hall' },
] as const))('own short domains in $language at $viewport.width px', ({ language, viewport, organisation, host, ascii, typed, slug, alike, label }) => {
  const shot = (screen: string) => `domains-${language}-${screen}`
  let browser: Browser
  let names: NameServer
  let portevoix: Portevoix
  let press: Awaited<ReturnType<typeof startPress>>
  let admin: Visitor
  let content_id = ''
  let link = ''
  let shown = ''
  eachStepNeedsTheLast()

  beforeAll(async () => {
    names = await startNameServer()
    ;[browser, portevoix, press] = await Promise.all([openBrowser(), readyPortevoix({ DNS_SERVERS: names.address }), startPress(organisation)])
    admin = await visit(browser, { viewport, language, address: portevoix.address })
    await door(admin).openFirstVisit()
    await door(admin).nameOrganisation(organisation)
    await door(admin).nameAdministrator('Alix Martin', 'direction@exemple.test')
    await admin.page.getByRole('heading', { level: 1, name: admin.t('feed.title') }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await portevoix?.stop()
    await press?.stop()
    await names?.stop()
  })

  it('begin with a host, and with the record that will prove it', async () => {
    const screen = domains(admin)
    await screen.open()
    await look(admin.page, shot('empty'))
    await screen.add('192.0.2.1')
    await admin.page.getByText(admin.t('links.problems.no_host')).waitFor()
    await screen.add(host)
    await screen.says(host, 'states.pending')
    // nobody reaches localhost by a CNAME
    await admin.page.getByText(`${admin.t('links.domains.steps.lead_later', { host })} ${admin.t('ui.no_public_address', { address: `${portevoix.address}/l/` })}`, { exact: true }).waitFor()
    await look(admin.page, shot('pending'))
    expect(await screen.record(host)).toEqual({ name: `_portevoix.${ascii}`, value: expect.stringMatching(/^portevoix=[\w-]{24}$/) })
  })

  it('say what is missing, and are confirmed by DNS alone', async () => {
    const screen = domains(admin)
    await screen.check(host)
    await screen.says(host, 'troubles.no_record')
    await look(admin.page, shot('missing'))
    const { name, value } = await screen.record(host)
    names.set(name, value)
    await screen.check(host)
    await screen.says(host, 'states.verified')
    await screen.says(host, 'preferred')
    await look(admin.page, shot('verified'))
    expect(names.asked).toContain(`_portevoix.${ascii}`)
  })

  it('are chosen for new shares or not, and the choice is taken back', async () => {
    const screen = domains(admin)
    await screen.unprefer(host)
    await admin.page.getByText(admin.t('links.domains.unprefer_done')).waitFor()
    await admin.page.getByRole('button', { name: admin.t('ui.undo'), exact: true }).click()
    await admin.page.getByText(admin.t('ui.undone')).waitFor()
    await admin.page.reload()
    await screen.says(host, 'preferred')
    expect(await screen.card(host).getByText(admin.t('links.domains.states.verified'), { exact: true }).count()).toBe(1)
  })

  it('serve a content’s campaign link, at an address chosen for a poster', async () => {
    await programme(admin).openForm()
    await programme(admin).create(organisation, organisation)
    const call = await apiOf(admin)
    const { items: [first] } = z.object({ items: z.array(id) }).parse(await call('GET', '/programmes'))
    const { items: [theme] } = z.object({ items: z.array(id) }).parse(await call('GET', `/programmes/${first?.id}/themes`))
    const draft = z.looseObject({ id: z.string(), version: z.number() }).parse(await call('POST', `/programmes/${first?.id}/contents`, { kind: 'link', address: press.article }))
    const saved = z.looseObject({ version: z.number() }).parse(await call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title: typed, body_html: `<p>${typed}</p>`, theme_id: theme?.id, visibility: 'shareable', language } }))
    await call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
    content_id = draft.id
    const screen = campaignLinks(admin)
    await screen.open(content_id)
    await screen.make(typed, label)
    await screen.line(label).waitFor()
    link = `http://${ascii}:${new URL(portevoix.address).port}/${slug}`
    // it is read as people write it, and followed as name servers know it
    shown = `http://${host}:${new URL(portevoix.address).port}/${slug}`
    expect(await screen.address(label)).toBe(shown)
    await screen.make(alike, label)
    await screen.section.getByText(admin.t('sharing.problems.slug_look_alike', { other: slug })).waitFor()
    await look(admin.page, shot('campaign'))
    await passers.person(link, `${press.article}?utm_source=print&utm_medium=print`)
    await screen.line(label).getByText(admin.t('sharing.campaign.clicks', { count: 1 })).waitFor({ timeout: 40_000 })
  })

  it('give it a QR code fit for print', async () => {
    const screen = campaignLinks(admin)
    await screen.showCode(label)
    expect(await admin.page.getByText(admin.t('ui.no_public_address', { address: new URL(link).origin }), { exact: true }).count()).toBe(0)
    await look(admin.page, shot('campaign-qr'))
    const sheet = codeSheet(admin)
    const file = await sheet.downloadPng()
    expect([file.name, await read(file.path)]).toEqual([`${slug}.png`, link])
    await sheet.close()
  })

  it('let it be taken down knowingly, and put back', async () => {
    const screen = campaignLinks(admin)
    await screen.askToRemove(label)
    await look(admin.page, shot('campaign-remove'))
    await screen.remove(label)
    await look(admin.page, shot('campaign-removed'))
    await screen.restore(label)
    await passers.person(link, `${press.article}?utm_source=print&utm_medium=print`)
    expect(await screen.address(label)).toBe(shown)
  })

  it('bear the links of new shares, each with a QR code for its sharer', async () => {
    await feed(admin).open()
    await programme(admin).readCharter(organisation)
    await programme(admin).acceptCharter()
    await feed(admin).card(typed).waitFor()
    await feed(admin).share()
    const sheet = composer(admin)
    await sheet.choose('linkedin')
    const shared = (await sheet.pass('linkedin')).searchParams.get('url') ?? ''
    await sheet.declare()
    expect(shared).toMatch(new RegExp(`^http://${ascii}:\\d+/\\w{12}$`))
    await passers.person(shared, `${press.article}?utm_source=linkedin&utm_medium=social`)
    await admin.page.goto('/shares')
    await admin.page.getByRole('button', { name: admin.t('sharing.mine.qr'), exact: true }).click()
    await admin.page.getByRole('img', { name: admin.t('sharing.mine.qr_of', { network: 'LinkedIn' }) }).waitFor()
    await look(admin.page, shot('share-qr'))
    const file = await codeSheet(admin).downloadPng()
    expect([file.name, await read(file.path)]).toEqual([`portevoix-${slug}-linkedin.png`, shared])
    await codeSheet(admin).close()
    await look(admin.page, shot('shares'))
  })

  it('tell of a record that went, and are removed once one knows what that ends', async () => {
    const screen = domains(admin)
    await screen.open()
    names.set(`_portevoix.${ascii}`)
    await screen.check(host)
    await screen.says(host, 'states.failing')
    await look(admin.page, shot('failing'))
    await screen.askToRemove(host)
    await look(admin.page, shot('remove'))
    await screen.remove(host)
    await admin.page.getByText(admin.t('links.domains.empty_title')).waitFor()
    expect(await screen.card(host).count()).toBe(0)
  })

  it('leave the browser nothing to complain of', () => {
    expect(admin.complaints).toEqual([])
  })
})
