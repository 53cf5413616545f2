import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { desktop, oneOf, openBrowser, patience_ms, phone, visit, type Visitor } from './stage/browser.ts'
import { pictureFailures } from './stage/failed.ts'
import { look } from './stage/look.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { readyPortevoix } from './stage/ready.ts'
import { passers } from './stage/requests.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { publishText } from './stage/text.ts'
import { composer } from './screens/composer.ts'
import { door } from './screens/door.ts'

const shares = z.object({ items: z.array(z.looseObject({ state: z.string(), network: z.string(), link: z.string() })) })

pictureFailures()

describe.each(oneOf([
  { language: 'fr', viewport: phone, organisation: 'Maison Aubépine', title: 'Un an sans avion', words: 'Ce que j’y ai gagné.' },
  { language: 'en', viewport: desktop, organisation: 'Hawthorn & Sons', title: 'A year without flying', words: 'What I won by it.' },
] as const))('sharing a text in $language at $viewport.width px', ({ language, viewport, organisation, title, words }) => {
  const shot = (screen: string) => `sharing-${language}-${screen}`
  let browser: Browser
  let portevoix: Portevoix
  let member: Visitor
  let reader: Visitor
  let content_id = ''
  let link = ''
  eachStepNeedsTheLast()

  const opened = async () => shares.parse(await (await apiOf(member))('GET', '/shares')).items
  const openContent = async () => {
    await member.page.goto(`/contents/${content_id}`)
    await member.page.getByRole('heading', { level: 1, name: title }).waitFor()
  }
  const share = async () => {
    await member.page.getByRole('main').getByRole('button', { name: member.t('feed.card.share'), exact: true }).first().click()
    await composer(member).sheet.waitFor()
  }
  const steps = () => member.page.evaluate<number>('history.length')

  beforeAll(async () => {
    ;[browser, portevoix] = await Promise.all([openBrowser(), readyPortevoix()])
    member = await visit(browser, { viewport, language, address: portevoix.address })
    reader = await visit(browser, { viewport, language, address: portevoix.address, agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36' })
    await door(member).openFirstVisit()
    await door(member).nameOrganisation(organisation)
    await door(member).nameAdministrator('Camille Roy', 'camille@exemple.test')
    await member.page.getByRole('heading', { level: 1, name: member.t('feed.title') }).waitFor()
    content_id = await publishText(member, { organisation, title, words })
  })
  afterAll(async () => {
    await browser?.close()
    await portevoix?.stop()
  })

  it('closes the sheet with Back, stays on the page, and keeps what was typed', async () => {
    await member.page.goto('/')
    await member.page.getByRole('link', { name: title, exact: true }).click()
    await member.page.waitForURL(`**/contents/${content_id}`)
    const before = await steps()
    await share()
    await composer(member).choose('linkedin')
    await composer(member).write(words)
    await member.page.goBack()
    await composer(member).sheet.waitFor({ state: 'detached' })
    expect(new URL(member.page.url()).pathname).toBe(`/contents/${content_id}`)
    await share()
    expect(await composer(member).text.inputValue()).toBe(words)
    await composer(member).close()
    expect(await steps()).toBe(before + 1)
    await share()
    await member.page.reload()
    await composer(member).sheet.waitFor()
    await composer(member).close()
    await member.page.goBack()
    await member.page.waitForURL((url) => url.pathname === '/')
  })

  it('says nothing of copying where there is nothing to copy, before and after', async () => {
    await openContent()
    await share()
    const { sheet, choose, write, pass } = composer(member)
    await choose('linkedin')
    await write('')
    await sheet.getByText(member.t('sharing.networks.linkedin.how', { words: 'no' })).waitFor()
    await look(member.page, shot('before-empty'))
    const address = await pass('linkedin')
    expect([...address.searchParams.keys()]).toEqual(['url'])
    expect(await sheet.getByText(/cop[iy]/i).count()).toBe(0)
    await composer(member).close()
  })

  it('copies a text and says so only once it is', async () => {
    await share()
    const { sheet, choose, write, pass, copied, declare } = composer(member)
    await choose('linkedin')
    await write(words)
    await sheet.getByText(member.t('sharing.networks.linkedin.how', { words: 'yes' })).waitFor()
    link = (await pass('linkedin')).searchParams.get('url') ?? ''
    await sheet.getByText(member.t('sharing.composer.copied', { network: 'LinkedIn' })).waitFor()
    expect(await copied()).toBe(words)
    await look(member.page, shot('copied'))
    await declare()
  })

  it('shows the text, selected, where the browser refuses to copy it', async () => {
    await member.page.evaluate(`document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))`)
    await share()
    const { sheet, choose, write, pass } = composer(member)
    await choose('facebook')
    await write(words)
    await pass('facebook')
    const field = sheet.getByLabel(member.t('sharing.composer.not_copied', { network: 'Facebook' }))
    await field.waitFor()
    expect(await sheet.getByText(member.t('sharing.composer.copied', { network: 'Facebook' })).count()).toBe(0)
    expect(await member.page.evaluate('getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)')).toBe(words)
    await look(member.page, shot('not-copied'))
    await composer(member).close()
    await openContent()
  })

  it('calls a share opened only once its window is', async () => {
    const before = (await opened()).length
    await member.page.evaluate('window.open = () => null')
    await share()
    const { sheet, choose, press } = composer(member)
    await choose('bluesky')
    await press('bluesky')
    await sheet.getByRole('heading', { name: member.t('sharing.composer.blocked', { network: 'Bluesky', id: 'bluesky' }) }).waitFor()
    await look(member.page, shot('blocked'))
    expect(await opened()).toHaveLength(before)
    const popup = member.page.waitForEvent('popup')
    await sheet.getByRole('link', { name: member.t('sharing.composer.open_again', { network: 'Bluesky', id: 'bluesky' }) }).click()
    await (await popup).close()
    await expect.poll(async () => (await opened())[0]?.network).toBe('bluesky')
    await composer(member).close()
    await openContent()
  })

  it('opens Instagram by hand, and gives the link for where it can be followed', async () => {
    await share()
    const { sheet, choose, pass, copied } = composer(member)
    await choose('instagram')
    const saving = member.page.waitForEvent('download')
    await sheet.getByRole('link', { name: member.t('sharing.composer.save_image') }).click()
    const picture = await saving
    expect(picture.suggestedFilename()).toBe(`${title}.jpg`)
    expect([...(await readFile(await picture.path())).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect((await pass('instagram')).href).toBe('https://www.instagram.com/')
    await sheet.getByRole('button', { name: member.t('sharing.composer.copy_link') }).click()
    await expect.poll(async () => (await opened())[0]?.network).toBe('instagram')
    expect(await copied()).toBe((await opened())[0]?.link)
    await look(member.page, shot('instagram'))
    await composer(member).close()
  })

  it('asks where somebody has their Mastodon account once, and remembers it', async () => {
    await share()
    const { sheet, choose, press, pass } = composer(member)
    await choose('mastodon')
    const instance = sheet.getByLabel(member.t('sharing.networks.mastodon.instance'), { exact: true })
    await press('mastodon')
    await sheet.getByText(member.t('sharing.networks.mastodon.instance_invalid')).waitFor()
    await look(member.page, shot('mastodon'))
    await instance.fill('@camille@Piaille.fr')
    const address = await pass('mastodon')
    expect(address.origin + address.pathname).toBe('https://piaille.fr/share')
    expect(address.searchParams.get('text')).toContain(`${portevoix.address}/l/`)
    await composer(member).close()
    await share()
    await choose('mastodon')
    expect(await instance.inputValue()).toBe('piaille.fr')
    await composer(member).close()
  })

  it('claims nothing of a mail program, and gives the message to take along', async () => {
    await share()
    const { sheet, choose, write, press, copied } = composer(member)
    await choose('email')
    await write(words)
    await press('email')
    await sheet.getByRole('heading', { name: member.t('sharing.composer.opened_title', { network: 'E-mail', id: 'email' }) }).waitFor()
    await sheet.getByRole('button', { name: member.t('sharing.composer.copy_message') }).click()
    await expect.poll(copied).toContain(`${words}\n\n${portevoix.address}/l/`)
    await look(member.page, shot('email'))
    await composer(member).close()
  })

  it('hands over to the system’s share sheet on a phone, and claims nothing when that was closed', async () => {
    const onPhone = viewport.width < 500
    await member.page.evaluate(`Object.assign(navigator, { canShare: () => true, share: (post) => { window.handed = post; return window.leaves ? Promise.reject(new DOMException('closed', 'AbortError')) : Promise.resolve() } })`)
    const before = (await opened()).length
    await share()
    const { sheet, choose } = composer(member)
    await choose('x')
    const button = sheet.getByRole('button', { name: member.t('sharing.composer.system') })
    expect(await button.count()).toBe(onPhone ? 1 : 0)
    for (const leaves of onPhone ? [true, false] : []) {
      await member.page.evaluate(`window.leaves = ${leaves}`)
      await button.click()
      await sheet.getByRole(leaves ? 'button' : 'heading', { name: member.t(leaves ? 'sharing.composer.system' : 'sharing.composer.handed_over') }).waitFor()
      await expect.poll(async () => (await opened()).length).toBe(leaves ? before : before + 1)
      expect(await member.page.evaluate('window.handed.url')).toMatch(/\/l\/\w{12,}$/)
    }
    await composer(member).close()
    await openContent()
  })

  it('leads strangers to a page of its own, which lets nothing run', async () => {
    const answer = await reader.page.goto(link)
    expect(answer?.status()).toBe(200)
    expect(new URL(reader.page.url()).pathname).toMatch(/^\/pages\/[\w-]{20}$/)
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'")
    expect(await reader.page.getByRole('heading', { level: 1 }).innerText()).toBe(title)
    await reader.page.getByRole('img', { name: words }).waitFor()
    expect(await reader.page.evaluate<number>(`document.querySelector('main img').naturalWidth`)).toBeGreaterThan(0)
    expect(await reader.context.cookies(portevoix.address)).toEqual([])
    await look(reader.page, shot('page'))
    await passers.twitterbot(link, title)
    await expect.poll(async () => (await opened()).filter(({ state }) => state === 'confirmed').length, { timeout: patience_ms }).toBe(1)
  })

  it('tells the curator how many links an end touches, ends them, and brings them back', async () => {
    const { page, t } = member
    const update = async () => {
      await page.getByRole('button', { name: t('editor.write.update'), exact: true }).click()
      await page.getByText(t('editor.write.updated')).first().waitFor()
    }
    const choose = (visibility: string) => page.getByRole('radio', { name: t(`content.desk.visibility.${visibility}`), exact: true }).click({ force: true })
    const count = (await opened()).length // they are few, and have never been five: nothing is hidden from them
    await page.goto(`/desk/contents/${content_id}`)
    await page.getByText(t('editor.write.expire_text', { count })).waitFor()
    await choose('internal')
    await page.getByRole('dialog', { name: t('editor.write.make_internal_title') }).getByText(t('editor.write.make_internal_detail', { count })).waitFor()
    await look(page, shot('make-internal'))
    await page.goBack()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await choose('internal')
    await page.getByRole('button', { name: t('editor.write.make_internal'), exact: true }).click()
    await page.getByText(t('editor.write.links_will_end', { count })).waitFor()
    expect((await reader.page.goto(link))?.status()).toBe(200)
    await update()
    await page.getByText(t('editor.write.links_ended', { count })).waitFor()
    await look(page, shot('internal'))

    expect((await reader.page.goto(link))?.status()).toBe(404)
    await reader.page.getByRole('heading', { level: 1, name: t('links.pages.removed.title') }).waitFor()
    await look(reader.page, shot('removed'))
    const robot = await fetch(link, { headers: { 'user-agent': 'LinkedInBot/1.0' } })
    expect(robot.status).toBe(404)
    expect(await robot.text()).not.toContain(title)

    await choose('shareable')
    await page.getByText(t('editor.write.links_come_back', { count })).waitFor()
    await update()
    await page.getByText(t('editor.write.links_come_back', { count })).waitFor({ state: 'detached' })
    expect((await reader.page.goto(link))?.status()).toBe(200)
  })

  it('closes with Back what lies over the team’s pages, and leaves none of it behind a place that was followed', async () => {
    const { page, t } = member
    const onPhone = viewport.width < 500
    await page.goto('/desk/contents')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const over = page.getByRole('dialog', { name: onPhone ? t('ui.shell.menu') : t('shell.palette.title') })
    const open = async () => {
      if (onPhone) await page.getByRole('button', { name: t('ui.shell.open_menu') }).click()
      else await page.keyboard.press('Control+k')
      await over.waitFor()
    }
    const dashboard = over.getByRole(onPhone ? 'link' : 'button', { name: t('shell.navigation.dashboard'), exact: true })
    await open()
    await page.goBack()
    await over.waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe('/desk/contents')
    await open()
    await dashboard.click()
    await page.waitForURL('**/desk/dashboard')
    await over.waitFor({ state: 'detached' })
    await page.goBack()
    await page.waitForURL(({ pathname }) => pathname === '/desk/contents')
    expect(await over.count()).toBe(0)
  })

  it('left the browsers nothing to complain of', () => {
    expect([...member.complaints, ...reader.complaints]).toEqual([])
  })
})
