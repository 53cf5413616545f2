import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { oneLook, patience_ms, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import { beginWithContent, publishFirst } from './stage/programme.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { composer } from './screens/composer.ts'
import { editor } from './screens/editor.ts'
import { feed } from './screens/feed.ts'
import { frame } from './screens/frame.ts'
import { isReached, notices } from './screens/notices.ts'

const hashtagged = z.looseObject({ hashtags: z.array(z.string()) })
const listed = z.object({ items: z.array(z.unknown()) })
const versioned = z.looseObject({ version: z.number() })
const title = 'La rue rénovée'
const fakePicture = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('Ceci n’est pas une image.') }

/** Whether the keyboard is in a field, and the whole of it on the screen. */
const isAt = (field: Locator): Promise<boolean> => field.evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect()
  const { activeElement, documentElement } = element.ownerDocument
  return element === activeElement && top >= 0 && bottom <= documentElement.clientHeight
})
const soon = { timeout: patience_ms }

/** What is typed at the desk is not lost, is taken as it was meant, and is refused where one sees it. */
describe.each(oneLook)('typed work in $language at $viewport.width px', ({ language, viewport }) => {
  const on = stage()
  let admin: Visitor
  let content_id = ''
  const narrow = viewport.width < 500
  const shot = (screen: string) => `typed-work-${language}-${viewport.width}-${screen}`
  const tab = (name: 'form' | 'themes') => admin.page.getByRole('radio', { name: admin.t(`programme.settings.tabs.${name}`), exact: true })
  const purpose = () => admin.page.getByRole('textbox', { name: admin.t('programme.settings.purpose'), exact: true })
  const theme = (place: number) => admin.page.getByRole('textbox', { name: admin.t('programme.themes.name'), exact: true }).nth(place)
  const restored = () => admin.page.getByText(admin.t('ui.kept.restored'))
  const drop = () => admin.page.getByRole('button', { name: admin.t('ui.kept.drop'), exact: true }).click()
  const way = (name: 'by_email' | 'by_csv' | 'by_link') => admin.page.getByText(admin.t(`people.invitations.${name}`), { exact: true }).click()
  eachStepNeedsTheLast()

  beforeAll(async () => {
    const [browser, portevoix] = await Promise.all([on.browser(), on.portevoix()])
    admin = await visit(browser, { viewport, language, address: portevoix.address })
    content_id = (await beginWithContent(admin, title)).content_id
  })

  it('the purpose and the themes are there again after another tab, another page and a page loaded anew', async () => {
    const { page } = admin
    await page.goto('/desk/programme')
    await purpose().fill('Dire la ville, ensemble.')
    await tab('themes').check()
    const before = await theme(0).inputValue()
    await theme(0).fill('Chantiers')
    await tab('form').check()
    expect(await purpose().inputValue()).toBe('Dire la ville, ensemble.')
    await restored().waitFor()
    await look(page, shot('restored'))
    await frame(admin).go('desk', 'groups')
    await page.getByRole('heading', { level: 1, name: admin.t('people.groups.title') }).waitFor()
    await frame(admin).go('desk', 'programme')
    expect(await purpose().inputValue()).toBe('Dire la ville, ensemble.')
    await page.reload()
    expect(await purpose().inputValue()).toBe('Dire la ville, ensemble.')
    await tab('themes').check()
    expect(await theme(0).inputValue()).toBe('Chantiers')
    await drop()
    expect(await theme(0).inputValue()).toBe(before)
    await restored().waitFor({ state: 'detached' })
  })

  it('a notice of what was saved lies over neither the menu nor another of its kind', async () => {
    const { page, t } = admin
    const saved = notices(admin).saying(t('programme.settings.saved'))
    await tab('form').check()
    for (const words of ['Dire la ville, ensemble.', 'Dire la ville, tous ensemble.']) {
      await purpose().fill(words)
      const answer = page.waitForResponse((response) => response.request().method() === 'PATCH')
      await page.getByRole('button', { name: t('programme.settings.save'), exact: true }).click()
      await answer
      await saved.first().waitFor()
    }
    await expect.poll(() => saved.count(), { timeout: 5_000 }).toBe(1)
    const menu = page.getByRole('button', { name: t('ui.shell.open_menu'), exact: true })
    const places = page.getByRole('navigation', { name: t('ui.shell.main'), exact: true }).getByRole('link')
    expect(await isReached(narrow ? menu : places.first())).toBe(true)
    if (narrow) {
      await menu.click({ timeout: 2_000 })
      await page.getByRole('dialog').waitFor()
      await saved.waitFor({ timeout: 5_000 })
      await page.goBack()
    }
    await restored().waitFor({ state: 'detached' })
  })

  it('a notice lies over neither the bar under the thumb nor the button that shares', async () => {
    const { page, t } = admin
    const call = await apiOf(admin)
    const { version } = versioned.parse(await call('GET', `/contents/${content_id}`))
    await call('PATCH', `/contents/${content_id}`, { version, changes: { visibility: 'shareable' } })
    await feed(admin).open()
    await feed(admin).card(title).getByRole('button', { name: t('feed.card.save'), exact: true }).click()
    const undo = page.getByRole('button', { name: t('ui.undo'), exact: true })
    // a notice stays as long as it is pointed at
    await undo.hover()
    for (const place of await page.getByRole('navigation', { name: t('ui.shell.main'), exact: true }).getByRole('link').all()) expect(await isReached(place)).toBe(true)
    await look(page, shot('notice'), ['light'])
    await feed(admin).share()
    const x = { network: t('sharing.networks.x.name'), id: 'x' }
    const share = composer(admin).sheet.getByRole('button', { name: t('sharing.composer.share_on', x), exact: true })
    await share.waitFor()
    expect([await undo.isVisible(), await isReached(share)]).toEqual([true, true])
    await look(page, shot('notice-composer'), ['light'])
    await composer(admin).close()
    await page.goto('/desk/programme')
  })

  it('addresses pasted to invite and a member’s sheet closed by Escape are there again', async () => {
    const { page, t } = admin
    const addresses = page.getByLabel(t('people.invitations.emails'))
    await frame(admin).go('desk', 'invitations')
    await addresses.fill('nina@exemple.test\nomar@exemple.test')
    await way('by_csv')
    await way('by_email')
    expect(await addresses.inputValue()).toBe('nina@exemple.test\nomar@exemple.test')
    await frame(admin).go('desk', 'members')
    const open = page.getByRole('main').getByRole('button', { name: 'Camille Roy' }).first()
    const name = page.getByRole('dialog').getByLabel(t('people.members.name'), { exact: false }).first()
    await open.click()
    await name.fill('Camille Roy-Petit')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await open.click()
    await restored().waitFor()
    expect(await name.inputValue()).toBe('Camille Roy-Petit')
    await look(page, shot('member'))
    await page.getByRole('dialog').getByRole('button', { name: t('ui.cancel'), exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await open.click()
    await expect.poll(() => name.inputValue()).toBe('Camille Roy')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await frame(admin).go('desk', 'invitations')
    expect(await addresses.inputValue()).toBe('nina@exemple.test\nomar@exemple.test')
  })

  it('a number of places that is none makes no link, and a limit is told', async () => {
    const { page, t } = admin
    await way('by_link')
    const places = page.getByLabel(t('people.invitations.max_uses'), { exact: true })
    const make = page.getByRole('button', { name: t('people.invitations.make_link'), exact: true })
    for (const wrong of ['0', 'abc']) {
      await places.fill(wrong)
      await make.click()
      await page.getByText(t('people.invitations.max_uses_wrong', { most: 100_000 })).waitFor()
      await expect.poll(() => isAt(places), soon).toBe(true)
    }
    await look(page, shot('places'))
    const call = await apiOf(admin)
    expect(listed.parse(await call('GET', '/invitations')).items).toEqual([])
    await places.fill('5')
    await make.click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText(t('people.invitations.uses_of', { uses: 0, most: 5 })).waitFor()
    await look(page, shot('places-told'))
  })

  it('a source without an address, a logo that is no picture and days that are none are refused at once, in words', async () => {
    const { page, t } = admin
    await page.goto('/desk/sources')
    await page.getByRole('button', { name: t('content.desk.sources.add'), exact: true }).click()
    await page.getByText(t('content.desk.sources.address_required')).waitFor()
    await look(page, shot('source'))
    await page.goto('/desk/organisation')
    await page.locator('input[type=file]').setInputFiles(fakePicture)
    await page.getByText(t('organisations.fields.logo_unreadable')).waitFor()
    expect(await page.getByRole('button', { name: t('organisations.fields.logo_remove'), exact: true }).count()).toBe(0)
    await look(page, shot('logo'))
    await page.goto('/desk/dashboard')
    await page.getByRole('radio', { name: t('insights.period.custom'), exact: true }).check()
    const [from, to] = [page.getByLabel(t('insights.period.from'), { exact: true }), page.getByLabel(t('insights.period.to'), { exact: true })]
    const show = page.getByRole('button', { name: t('insights.period.show'), exact: true })
    await from.fill('2020-01-05')
    await to.fill('')
    await show.click()
    await page.getByText(t('insights.period.day_required')).waitFor()
    await expect.poll(() => isAt(to), soon).toBe(true)
    await to.fill('2990-01-05')
    await show.click()
    await page.getByText(t('insights.problems.in_future')).waitFor()
    await look(page, shot('days'))
    // put right, and the other one left out: the refusal is no longer said of the first
    await to.fill('2026-01-05')
    await from.fill('')
    await show.click()
    await page.getByText(t('insights.period.day_required')).waitFor()
    expect(await page.getByText(t('insights.problems.in_future')).count()).toBe(0)
  })

  it('one is led to the first field that was refused, wherever one pressed', async () => {
    const { page, t } = admin
    await page.goto('/desk/programme')
    await tab('themes').check()
    const save = page.getByRole('button', { name: t('programme.themes.save'), exact: true })
    const share = page.getByLabel(t('programme.themes.share'), { exact: true }).first()
    const before = await share.inputValue()
    await share.fill('99')
    await save.click()
    await expect.poll(() => isAt(share), soon).toBe(true)
    await look(page, shot('total'))
    await share.fill(before)
    await theme(1).fill(await theme(0).inputValue())
    await save.click()
    await expect.poll(() => isAt(theme(1)), soon).toBe(true)
    await page.goto(`/desk/contents/${content_id}`)
    const ends = page.getByLabel(t('editor.write.expires'), { exact: true })
    await ends.fill('2020-01-05T09:00')
    await page.getByRole('button', { name: t('editor.write.update'), exact: true }).click()
    await expect.poll(() => isAt(ends), soon).toBe(true)
    await look(page, shot('ended'))
  })

  it('what was taken out of the feed is published again: the end that this gave it is in nobody’s way', async () => {
    const { page, t } = admin
    const { content_id: taken_out } = await publishFirst(admin, 'Portes ouvertes')
    await page.goto(`/desk/contents/${taken_out}`)
    const act = (name: 'expire' | 'republish') => page.getByRole('button', { name: t(`editor.write.${name}`), exact: true })
    const ends = page.getByLabel(t('editor.write.expires'), { exact: true })
    await act('expire').click()
    await act('republish').waitFor()
    await page.getByText(t('editor.write.ready'), { exact: true }).waitFor()
    expect(await ends.inputValue()).toBe('')
    await look(page, shot('taken-out'))
    await ends.fill('2990-01-05T09:00')
    await act('republish').click()
    await act('expire').waitFor()
    expect(await ends.inputValue()).toBe('2990-01-05T09:00')
  })

  it('hashtags written in one go, as a phone’s keyboard gives them, are as many as there are', async () => {
    const { page, t } = admin
    const call = await apiOf(admin)
    await editor(admin).begin('new_text')
    const id = page.url().split('/').at(-1)
    await editor(admin).makeShareable()
    const field = page.getByLabel(t('editor.write.hashtags'), { exact: true }).first()
    const kept = async () => hashtagged.parse(await call('GET', `/contents/${id}`)).hashtags
    await field.focus()
    await page.keyboard.insertText('Rue,Place')
    await page.keyboard.press('Enter')
    await expect.poll(kept, soon).toEqual(['Rue', 'Place'])
    await page.keyboard.insertText('Chantiers, #Été')
    await field.blur()
    await expect.poll(kept, soon).toEqual(['Rue', 'Place', 'Chantiers', 'Été'])
    await look(page, shot('hashtags'))
    expect(admin.complaints).toEqual([])
  })
})
