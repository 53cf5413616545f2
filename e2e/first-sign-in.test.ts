import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desktop, oneOf, openBrowser, phone, visit } from './stage/browser.ts'
import { pictureFailures } from './stage/failed.ts'
import { look } from './stage/look.ts'
import { startMailServer, type MailServer } from './stage/mail-server.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { readyPortevoix } from './stage/ready.ts'
import { door } from './screens/door.ts'

const looks = [{ language: 'fr', viewport: phone }, { language: 'en', viewport: desktop }] as const

/** Whoever opens an installation is believed on their word; the first mail that is answered proves whose address it is. */
pictureFailures()

describe.each(oneOf(looks))('the first mailed sign-in in $language at $viewport.width px', ({ language, viewport }) => {
  const email = 'direction@exemple.test'
  let browser: Browser
  let mails: MailServer
  let portevoix: Portevoix

  beforeAll(async () => {
    ;[browser, mails] = await Promise.all([openBrowser(), startMailServer()])
    portevoix = await readyPortevoix({ SMTP_URL: mails.address })
  })
  afterAll(async () => {
    await browser?.close()
    await portevoix?.stop()
    await mails?.stop()
  })

  it('tells that it signs out where the address was only typed in, and why', async () => {
    const first = await visit(browser, { viewport, language, address: portevoix.address })
    const feedTitle = (visitor: typeof first) => visitor.page.getByRole('heading', { level: 1, name: visitor.t('feed.title') })
    await door(first).openFirstVisit()
    await door(first).nameOrganisation('Maison Aubépine')
    await door(first).nameAdministrator('Alix Martin', email)
    await feedTitle(first).waitFor()

    const other = await visit(browser, { viewport, language, address: portevoix.address })
    await door(other).openSignIn()
    await door(other).askForLink(email)
    await door(other).openLink(await mails.nextLink(email))
    await door(other).confirm()
    await other.page.getByRole('heading', { level: 1, name: other.t('people.sign_in.ended.address_proved.title') }).waitFor()
    expect(await other.page.getByText(other.t('people.sign_in.ended.what', { count: 1 })).count()).toBe(1)
    await look(other.page, `first-sign-in-${language}-ended`)
    await other.page.getByRole('button', { name: other.t('people.sign_in.ended.go_on') }).click()
    await feedTitle(other).waitFor()

    await first.page.reload()
    await first.page.getByRole('heading', { level: 1, name: first.t('people.sign_in.title') }).waitFor()
    await door(first).askForLink(email)
    await door(first).openLink(await mails.nextLink(email))
    await door(first).confirm()
    await feedTitle(first).waitFor()
    await other.page.reload()
    await feedTitle(other).waitFor()
    expect([...first.complaints, ...other.complaints]).toEqual([])
    await Promise.all([first.close(), other.close()])
  })
})
