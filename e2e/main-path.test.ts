import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { looks, patience_ms, visit, type Visitor } from './stage/browser.ts'
import { wallClock } from './stage/clock.ts'
import { lightAndDark, look, oneScheme } from './stage/look.ts'
import { nextMail } from './stage/mails.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { passers } from './stage/requests.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { composer } from './screens/composer.ts'
import { door } from './screens/door.ts'
import { editor } from './screens/editor.ts'
import { feed } from './screens/feed.ts'
import { dashboard, impact } from './screens/figures.ts'
import { invitations } from './screens/invitations.ts'
import { outbox } from './screens/outbox.ts'
import { programme } from './screens/programme.ts'

const stranger = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36'
const named = z.object({ items: z.array(z.looseObject({ id: z.string(), name: z.string() })) })

/** A picture that needs making smaller. */
const picture = join(import.meta.dirname, '../docs/screenshots/dashboard-1440.png')

const said = {
  fr: {
    organisation: 'Maison Aubépine', name: 'Claire Fontaine', title: 'Le premier bilan carbone', words: 'Deux ans de travail, et un chiffre dont je suis fière.',
    body: ['Nous l’avons fait', 'ensemble', 'Ce que nous avons compté', 'Ce que nous changerons'], alternative: 'Un mégaphone sur fond clair',
    captions: ['Notre premier bilan carbone est public.', 'Deux ans de travail, un chiffre.', 'Un chiffre, enfin.'],
  },
  en: {
    organisation: 'Hawthorn & Sons', name: 'Clare Fountain', title: 'Our first carbon footprint', words: 'Two years of work, and a figure that I am proud of.',
    body: ['We did it', 'together', 'What we counted', 'What we shall change'], alternative: 'A megaphone on a light ground',
    captions: ['Our first carbon footprint is public.', 'Two years of work, one figure.', 'A figure, at last.'],
  },
} as const

describe.each(looks)('the main path in $language at $viewport.width px', ({ language, viewport }) => {
  // in the dark, the wide ones are looked at as they are full (screens-wide.test.ts)
  const schemes = viewport.width < 1_000 ? lightAndDark : oneScheme
  const { organisation, name, title, words, body, alternative, captions } = said[language]
  const admin_email = 'direction@exemple.test'
  const email = 'claire@exemple.test'
  const shot = (screen: string) => `main-path-${language}-${viewport.width}-${screen}`
  const on = stage()
  let browser: Browser
  let portevoix: Portevoix
  let press: Awaited<ReturnType<typeof on.press>>
  let admin: Visitor
  let ambassador: Visitor
  let theme = ''
  const links = { linkedin: '', x: '' }
  eachStepNeedsTheLast()

  beforeAll(async () => {
    ;[browser, portevoix, press] = await Promise.all([on.browser(), on.newPortevoix(), on.press(`La Gazette : ${title}`)])
    admin = await visit(browser, { viewport, language, address: portevoix.address })
    ambassador = await visit(browser, { viewport, language, address: portevoix.address })
  })

  it('opens an empty installation on an organisation and its administrator', async () => {
    const screen = door(admin)
    await screen.openFirstVisit()
    await look(admin.page, shot('welcome'), schemes)
    await screen.nameOrganisation(organisation)
    await look(admin.page, shot('welcome-administrator'), schemes)
    await screen.nameAdministrator('Alix Martin', admin_email)
    await admin.page.getByRole('heading', { level: 1, name: admin.t('feed.title') }).waitFor()
    await look(admin.page, shot('feed-empty'), schemes)
    await admin.page.goto('/welcome')
    await admin.page.getByRole('heading', { level: 1, name: admin.t('feed.title') }).waitFor()
    expect(new URL(admin.page.url()).pathname).toBe('/')
  })

  it('opens a programme, with its purpose and a charter ready', async () => {
    const screen = programme(admin)
    await screen.openForm()
    await look(admin.page, shot('programme-new'), schemes)
    await screen.create(organisation, words)
    await look(admin.page, shot('programme'), schemes)
    expect(new URL(admin.page.url()).pathname).toBe('/desk/programme')
  })

  it('writes a content by hand, counted as each network counts', async () => {
    const call = await apiOf(admin)
    const [first] = named.parse(await call('GET', '/programmes')).items
    theme = named.parse(await call('GET', `/programmes/${first?.id}/themes`)).items[0]?.name ?? ''
    const screen = editor(admin)
    await screen.begin('new_link', press.article)
    expect(await screen.title()).toContain(title)
    await screen.rename(title)
    await screen.write(body[0], body[1], [body[2], body[3]])
    await screen.illustrate(picture, alternative)
    await screen.choose(theme)
    await screen.makeShareable()
    await screen.tribe('employees').check()
    for (const [at, network] of (['linkedin', 'linkedin', 'x'] as const).entries()) {
      await screen.addCaption()
      await screen.caption(at + 1).on(network)
      await screen.caption(at + 1).words(network).fill(captions[at] ?? '')
    }
    const counts = async (text: string, said: string) => {
      await screen.caption(3).words('x').fill(text)
      await expect.poll(() => screen.caption(3).count(), { timeout: 5_000, message: text }).toContain(said)
    }
    // X weighs any address 23 and an emoji 2; the link that will be added weighs 23, and a space
    await counts('four', admin.t('editor.write.counter', { used: 28, limit: 280 }))
    await counts('four 🌱', admin.t('editor.write.counter', { used: 31, limit: 280 }))
    await counts('four https://example.org/a/very/long/way', admin.t('editor.write.counter', { used: 52, limit: 280 }))
    await counts('a'.repeat(260), admin.t('editor.write.counter_over', { over: 4 }))
    await admin.page.getByText(admin.t('sharing.composer.over', { network: 'X', id: 'x' })).waitFor()
    await screen.caption(3).words('x').fill(captions[2])
    await screen.saved()
    await look(admin.page, shot('editor'), schemes)
  })

  it('loses nothing when the writer leaves and comes back', async () => {
    const screen = editor(admin)
    const shown = async () => ({
      title: await screen.title(), address: await screen.address(), theme: await screen.theme(), alternative: await screen.alternative().inputValue(), employees: await screen.tribe('employees').isChecked(),
      body: (await screen.field('body_link').innerText()).trim().split(/\s*\n\s*/), bold: await screen.field('body_link').locator('strong').innerText(), points: await screen.field('body_link').getByRole('listitem').allInnerTexts(),
      captions: [await screen.caption(1).words('linkedin').inputValue(), await screen.caption(2).words('linkedin').inputValue(), await screen.caption(3).words('x').inputValue()],
    })
    const whole = {
      title, address: press.article, theme, alternative, employees: true,
      body: [`${body[0]} ${body[1]}`, body[2], body[3]], bold: body[1], points: [body[2], body[3]], captions: [...captions],
    }
    await admin.page.reload()
    await expect.poll(shown, { timeout: patience_ms }).toEqual(whole)
    await screen.rename(`${title} !`) // at once, before the pause after which it is saved
    await screen.leaveAndComeBack(`${title} !`)
    await expect.poll(shown, { timeout: patience_ms }).toEqual({ ...whole, title: `${title} !` })
    await screen.rename(title)
    await admin.page.reload() // the device alone knows the last words
    await expect.poll(shown, { timeout: patience_ms }).toEqual(whole)
    await screen.saved()
    await admin.page.reload()
    await expect.poll(shown, { timeout: patience_ms }).toEqual(whole)
  })

  it('schedules it, thinks again, and publishes it', async () => {
    const screen = editor(admin)
    await screen.schedule(wallClock(new Date(Date.now() + 86_400_000)))
    await look(admin.page, shot('editor-scheduled'), schemes)
    await screen.unschedule()
    await screen.publish()
    await look(admin.page, shot('editor-published'), schemes)
    expect(admin.complaints).toEqual([])
  })

  it('invites a colleague by a mail that waits in the outbox', async () => {
    const desk = invitations(admin)
    await desk.open()
    await desk.invite(email)
    await look(admin.page, shot('invitations'), schemes)
    const mail = await nextMail(portevoix.data_dir, email)
    expect(mail.subject).toBe(admin.t('people.mails.invitation.subject', { organisation }))
    await outbox(admin).open()
    await look(admin.page, shot('outbox'), schemes)
    expect(await outbox(admin).read(mail.subject, email)).toContain(mail.links.find((link) => link.includes('/invitation/')))
    await look(admin.page, shot('outbox-mail'), schemes)
  })

  it('lets the invited person in, and in again by a mailed link that scanners do not use up', async () => {
    const screen = door(ambassador)
    const invitation = await nextMail(portevoix.data_dir, email)
    await screen.openInvitation(invitation.links.find((link) => link.includes('/invitation/')) ?? '', organisation)
    await look(ambassador.page, shot('invitation'), schemes)
    await screen.acceptInvitation(name)
    await ambassador.page.getByRole('heading', { level: 1, name: ambassador.t('feed.title') }).waitFor()
    await look(ambassador.page, shot('charter-waits'), schemes)
    await ambassador.context.clearCookies()

    await screen.openSignIn()
    await look(ambassador.page, shot('sign-in'), schemes)
    await screen.askForLink(email)
    await look(ambassador.page, shot('sign-in-check'), schemes)
    const mail = await nextMail(portevoix.data_dir, email, 1)
    const link = mail.links.find((one) => one.includes('/sign-in/')) ?? ''
    for (const agent of ['Mozilla/5.0 (compatible; Barracuda Sentinel)', stranger]) expect((await fetch(link, { headers: { 'user-agent': agent, accept: 'text/html' } })).status).toBe(200)
    await screen.openLink(link)
    await look(ambassador.page, shot('sign-in-confirm'), schemes)
    await screen.confirm()
    await ambassador.page.getByRole('heading', { level: 1, name: ambassador.t('feed.title') }).waitFor()
  })

  it('tells them who read the mail that gave access to their account', async () => {
    await ambassador.page.goto('/settings')
    const told = ambassador.page.getByRole('alert').filter({ hasText: ambassador.t('people.me.opened_mail_detail') })
    await told.waitFor()
    expect(await told.textContent()).toContain('Alix Martin')
    await look(ambassador.page, shot('opened-mail'), schemes)
    await admin.page.goto('/desk/audit')
    await admin.page.getByText(admin.t('organisations.audit.invited')).waitFor()
    await look(admin.page, shot('audit'), schemes)
    await ambassador.page.goto('/')
    await ambassador.page.getByRole('heading', { level: 1, name: ambassador.t('feed.title') }).waitFor()
  })

  it('makes them an ambassador once they accept the charter', async () => {
    const screen = programme(ambassador)
    await screen.readCharter(organisation)
    await look(ambassador.page, shot('charter'), schemes)
    await screen.acceptCharter()
    await feed(ambassador).card(title).waitFor()
    await look(ambassador.page, shot('feed'), schemes)
    expect(await feed(ambassador).card(title).count()).toBe(1)
  })

  it('counts a content as read once it was really open', async () => {
    await feed(ambassador).read(title)
    expect(await feed(ambassador).isRead()).toBe(true)
    await look(ambassador.page, shot('content'), schemes)
  })

  it('opens LinkedIn’s window with the link alone, the words copied', async () => {
    await feed(ambassador).share()
    const sheet = composer(ambassador)
    await sheet.choose('linkedin')
    await sheet.write(words)
    await look(ambassador.page, shot('composer-linkedin'), schemes)
    const address = await sheet.pass('linkedin')
    expect(address.origin + address.pathname).toBe('https://www.linkedin.com/sharing/share-offsite/')
    expect([...address.searchParams.keys()]).toEqual(['url'])
    links.linkedin = address.searchParams.get('url') ?? ''
    expect(links.linkedin).toMatch(new RegExp(`^${portevoix.address}/l/\\w{12}$`))
    expect(await sheet.copied()).toContain(words)
    await look(ambassador.page, shot('composer-opened'), schemes)
    await sheet.declare()
  })

  it('opens X’s window with the words and another link', async () => {
    await feed(ambassador).share()
    const sheet = composer(ambassador)
    await sheet.choose('x')
    await sheet.write(words)
    await look(ambassador.page, shot('composer-x'), schemes)
    const address = await sheet.pass('x')
    expect(address.origin + address.pathname).toBe('https://x.com/intent/tweet')
    expect(address.searchParams.get('text')).toContain(words)
    links.x = address.searchParams.get('url') ?? ''
    expect(links.x).toMatch(new RegExp(`^${portevoix.address}/l/\\w{12}$`))
    expect(links.x).not.toBe(links.linkedin)
    await sheet.declare()
  })

  it('counts people, and only people', async () => {
    expect(await dashboard(admin).standOpen()).toBe('0')
    const target = (network: string) => `${press.article}?utm_source=${network}&utm_medium=social`
    await passers.twitterbot(links.x, title)
    await passers.head(links.x)
    await passers.prefetch(links.x)
    await passers.mailScanner(links.x)
    await passers.person(links.x, target('x'))
    const passer = await visit(browser, { viewport, language, address: portevoix.address, agent: stranger })
    await passer.page.goto(links.linkedin)
    expect(passer.page.url()).toBe(target('linkedin'))
    expect(await passer.context.cookies(portevoix.address)).toEqual([])
    await passer.close()
    const own = await ambassador.context.newPage() // their own curiosity is no click
    await own.goto(links.linkedin)
    expect(own.url()).toBe(target('linkedin'))
    await own.close()
  })

  it('shows the ambassador the two people, and how many robots were left out', async () => {
    const screen = impact(ambassador)
    const shown = async () => {
      await screen.open()
      return { clicks: await screen.figure('clicks'), shares: await screen.figure('shares'), reads: await screen.figure('reads'), left_out: await screen.leftOut('clicks') }
    }
    await expect.poll(shown, { timeout: 30_000, interval: 1_000 }).toEqual({ clicks: '2', shares: '2', reads: '1', left_out: '6' })
    await look(ambassador.page, shot('impact'), schemes)
    await ambassador.page.goto('/shares')
    await ambassador.page.getByText(ambassador.t('sharing.states.confirmed'), { exact: true }).nth(1).waitFor()
    await look(ambassador.page, shot('shares'), schemes)
  })

  it('shows the team the same on the screen that was open, every robot with its reason', async () => {
    const screen = dashboard(admin)
    const reason = (key: string) => admin.t(`links.reasons.${key}.name`)
    await expect.poll(() => screen.figure('clicks'), { timeout: patience_ms }).toBe('2')
    await expect.poll(() => screen.reasons(), { timeout: patience_ms })
      .toEqual({ [reason('head')]: '2', [reason('preview_robot')]: '1', [reason('prefetch')]: '1', [reason('no_language')]: '1', [reason('sharer')]: '1' })
    expect(await screen.stoodOpen()).toEqual({ reloaded: false, outlines: 0, focus: true })
    expect({ clicks: await screen.figure('clicks'), shares: await screen.figure('shares'), readers: await screen.figure('readers'), sharers: await screen.figure('sharers') })
      .toEqual({ clicks: '2', shares: '2', readers: '1', sharers: '1' })
    expect(await screen.leftOut('clicks')).toBe('6')
    await look(admin.page, shot('dashboard'), schemes)
  })

  it('left the browsers nothing to complain of', () => {
    expect([...admin.complaints, ...ambassador.complaints]).toEqual([])
  })
})
