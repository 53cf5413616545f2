import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { datesOf } from '@portevoix/contract/dates'
import { localeOf } from '@portevoix/contract/locales'
import { apiOf } from './stage/api.ts'
import { again, desktop, oneOf, openBrowser, phone, visit, type Visitor } from './stage/browser.ts'
import { pictureFailures } from './stage/failed.ts'
import { look } from './stage/look.ts'
import { nextMail } from './stage/mails.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { readyPortevoix } from './stage/ready.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { door } from './screens/door.ts'
import { invitations } from './screens/invitations.ts'

const looks = oneOf([{ language: 'fr', viewport: phone }, { language: 'en', viewport: desktop }] as const, 1)
const file = (text: string) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

pictureFailures()

describe.each(looks)('people in $language at $viewport.width px', ({ language, viewport }) => {
  let browser: Browser
  let portevoix: Portevoix
  let admin: Visitor
  eachStepNeedsTheLast()

  beforeAll(async () => {
    ;[browser, portevoix] = await Promise.all([openBrowser(), readyPortevoix()])
    admin = await visit(browser, { viewport, language, address: portevoix.address })
    await door(admin).openFirstVisit()
    await door(admin).nameOrganisation('Maison Aubépine')
    await door(admin).nameAdministrator('Alix Martin', 'direction@exemple.test')
    await admin.page.getByRole('heading', { level: 1, name: admin.t('feed.title') }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await portevoix?.stop()
  })

  it('a file is shown line by line with what it will do, and only then done', async () => {
    const { page, t } = admin
    await invitations(admin).open()
    await page.getByText(t('people.invitations.by_csv'), { exact: true }).click()
    const choose = page.locator('input[type=file]')
    await choose.setInputFiles(file('"email,nom\nx@exemple.test,X\n'))
    await page.getByText(t('people.problems.csv_broken_first_line', { line: 1 })).waitFor()
    await choose.setInputFiles(file('email,nom,groupes\nnina@exemple.test,Nina Roux,Lyon\nomar@exemple.test,"Omar,\nfaux,Paul,\ndirection@exemple.test,,\n'))
    const preview = page.getByRole('heading', { level: 3, name: t('people.invitations.csv_preview') })
    await preview.waitFor()
    await expect.poll(() => page.evaluate<string>('document.activeElement.textContent')).toBe(t('people.invitations.csv_preview'))
    const told = [
      ['2', t('people.invitations.outcomes.invited')], ['3', t('people.csv.errors.open_quote')], ['4', t('people.csv.errors.invalid_email', { value: 'faux' })], ['5', t('people.invitations.outcomes.member_already')],
    ]
    // rows on a desk, cards on a phone: each says its line and what becomes of it
    const lines = page.getByRole(viewport.width < 500 ? 'listitem' : 'row')
    for (const [line = '', what = ''] of told) expect(await lines.filter({ hasText: what }).first().innerText()).toMatch(new RegExp(`\\b${line}\\b`))
    await look(page, `people-csv-${language}`)
    await page.getByRole('button', { name: t('people.invitations.send', { count: 1 }), exact: true }).click()
    await page.getByText('nina@exemple.test', { exact: true }).waitFor()
    expect((await nextMail(portevoix.data_dir, 'nina@exemple.test')).subject).toBe(t('people.mails.invitation.subject', { organisation: 'Maison Aubépine' }))
  })

  it('a withdrawal is taken back', async () => {
    const { page, t } = admin
    const of = { who: 'nina@exemple.test' }
    const withdraw = page.getByRole('button', { name: t('people.invitations.withdraw_of', of) })
    await withdraw.click()
    await withdraw.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: t('ui.undo'), exact: true }).click()
    await withdraw.waitFor()
    const call = await apiOf(admin)
    const invitations = async () => z.looseObject({ items: z.array(z.looseObject({ state: z.string() })) }).parse(await call('GET', '/invitations')).items
    await expect.poll(invitations).toMatchObject([{ state: 'open' }])
  })

  it('names pasted with addresses are kept, and who is invited already is not mailed unasked', async () => {
    const { page, t } = admin
    await page.getByText(t('people.invitations.by_email'), { exact: true }).click()
    await page.getByLabel(t('people.invitations.emails')).fill('"Roux, Nina" <nina@exemple.test>; Zoé Petit <zoe@exemple.test>\nfaux@')
    const told = page.getByRole(viewport.width < 500 ? 'listitem' : 'row')
    const of = (email: string) => told.filter({ hasText: email }).first().innerText()
    await told.filter({ hasText: 'Zoé Petit' }).first().waitFor()
    await page.getByText(t('people.invitations.emails_wrong', { list: 'faux@' })).waitFor()
    const day = datesOf(localeOf[language], { timeZone: 'Europe/Paris', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date())
    expect(await of('nina@exemple.test')).toContain(t('people.invitations.outcomes.invited_already', { since: day }))
    const send = page.getByRole('button', { name: t('people.invitations.send', { count: 1 }), exact: true })
    const again = page.getByRole('checkbox', { name: t('people.invitations.send_again_too') })
    await look(page, `people-pasted-${language}`)
    await again.check()
    await expect.poll(() => of('nina@exemple.test'), { timeout: 5_000 }).toContain(t('people.invitations.outcomes.too_soon', { again: '' }).trim())
    await look(page, `people-pasted-again-${language}`)
    await send.click()
    await page.getByText(t('people.invitations.done', { invited: 1, again: 0, waiting: 0, held: 1, members: 0 })).waitFor()
    expect((await nextMail(portevoix.data_dir, 'zoe@exemple.test')).text).toContain(t('people.mails.invitation.greeting_named', { name: 'Zoé Petit' }))
    expect(await page.getByLabel(t('people.invitations.emails')).inputValue()).toBe('faux@')
    await page.getByLabel(t('people.invitations.emails')).fill('')
    const line = page.getByRole(viewport.width < 500 ? 'listitem' : 'row').filter({ hasText: 'zoe@exemple.test' }).first()
    await line.waitFor()
    expect(await line.innerText()).toContain('Zoé Petit')
    await page.getByRole('button', { name: t('people.invitations.send_again_to', { who: 'zoe@exemple.test' }) }).click()
    await page.getByText(t('people.problems.invitation_too_soon.detail', { when: '' }).trim().replace(/\.$/, ''), { exact: false }).first().waitFor()
    await look(page, `people-too-soon-${language}`)
  })

  it('a link comes with its QR code', async () => {
    const { page, t } = admin
    const label = language === 'fr' ? 'Affiche de la cantine' : 'Canteen poster'
    await page.getByText(t('people.invitations.by_link'), { exact: true }).click()
    await page.getByLabel(t('people.invitations.label')).fill(label)
    await page.getByRole('button', { name: t('people.invitations.make_link') }).click()
    await page.getByRole('img', { name: t('people.invitations.qr_alt', { label }) }).waitFor()
    await page.getByText(`${portevoix.address}/invitation/`).waitFor()
    // a phone does not come to localhost
    await page.getByText(t('ui.no_public_address', { address: portevoix.address }), { exact: true }).waitFor()
    await look(page, `people-link-${language}`)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: t('people.invitations.show_of', { who: label }) }).waitFor()
    expect(admin.complaints).toEqual([])
    await look(page, `people-invitations-${language}`)
  })

  it('a link that makes people administrators is not a lead’s to pass on', async () => {
    const call = await apiOf(admin)
    const place = { tribe: 'employees', language }
    const label = language === 'fr' ? 'Direction' : 'Board'
    await call('POST', '/invitations/links', { label, max_uses: null, place: { ...place, roles: ['admin'] } })
    await call('POST', '/invitations', { emails: ['meneuse@exemple.test'], place: { ...place, roles: ['lead'] } })
    const token = (await nextMail(portevoix.data_dir, 'meneuse@exemple.test')).links.map((address) => /\/invitation\/([\w-]+)$/.exec(address)?.[1]).find(Boolean)
    const lead = await visit(browser, { viewport, language, address: portevoix.address })
    expect((await lead.context.request.post(`/api/v1/invitation-links/${token}/acceptance`, { ...again, data: { name: 'Léa Moreau', language } })).status()).toBe(200)
    await invitations(lead).open()
    await lead.page.getByText(lead.t('people.invitations.link_above')).waitFor()
    for (const gesture of ['show_of', 'withdraw_of']) expect(await lead.page.getByRole('button', { name: lead.t(`people.invitations.${gesture}`, { who: label }) }).count()).toBe(0)
    expect(lead.complaints).toEqual([])
    await look(lead.page, `people-link-above-${language}`)
    await lead.close()
  })

  it('signing out everywhere ends this device too', async () => {
    const { page, t } = admin
    await page.goto('/settings')
    await page.getByRole('button', { name: t('people.me.end_all') }).click()
    await page.getByRole('heading', { level: 1, name: t('people.sign_in.title') }).waitFor()
    await page.goto('/desk/members')
    await page.getByRole('heading', { level: 1, name: t('people.sign_in.title') }).waitFor()
    expect(admin.complaints).toEqual([])
  })
})
