import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { Language } from '@portevoix/contract/shapes'
import { wordsIn, type Words } from './words.ts'

// Nothing leaves this machine: other names lead nowhere. To have every request stopped and looked at would slow all of them down, and get in the way of service workers.
const nowhere = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'

export const openBrowser = (): Promise<Browser> => chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [nowhere, '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})

/** How long something is waited for that a busy machine may be slow to show, in milliseconds. */
export const patience_ms = 30_000

/** A server closes a connection that nobody used for five seconds, at times just as it is used again: browsers ask once more by themselves, what asks beside them has to be told. */
export const again = { maxRetries: 3 }

/** The two screens that everything must fit. */
export const phone = { width: 390, height: 844 }
export const desktop = { width: 1440, height: 900 }

const allLooks = [
  { language: 'fr', viewport: phone },
  { language: 'en', viewport: desktop },
  { language: 'fr', viewport: desktop },
  { language: 'en', viewport: phone },
] as const satisfies readonly { language: Language; viewport: { width: number; height: number } }[]

/** Each language and each width once; `ALL_LOOKS=1` takes every language at every width, for twice the time. */
export const looks = process.env['ALL_LOOKS'] ? allLooks : allLooks.slice(0, 2)
/** One of some looks is enough where it is the rules that are walked, and the screens are looked at elsewhere. */
export const oneOf = <Look>(some: readonly Look[], place = 0): readonly Look[] => (process.env['ALL_LOOKS'] ? some : some.slice(place, place + 1))
export const oneLook = oneOf(allLooks)

// A browser that says that nobody looks at it is a robot to our links, and rightly.
const android = 'Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'
const linux = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** One person at one device. */
export interface Visitor {
  context: BrowserContext
  page: Page
  t: Words
  language: Language
  /** What the browser complained about: errors of the page, refusals of its policy, missing words. */
  complaints: string[]
  close(): Promise<void>
}

export interface Device { viewport: { width: number; height: number }; language: Language; address: string; agent?: string; /** Whether its service worker may keep things for later; it may unless told otherwise. */ keeps?: boolean }

/** The pages that are open now, of everybody, each with what its last requests ran into. */
export const openPages = new Map<Page, string[]>()

/** How many troubles of one page are remembered. */
const remembered = 12

const watch = (page: Page): void => {
  const troubles: string[] = []
  const note = (trouble: string) => { troubles.splice(0, troubles.length - remembered + 1, trouble) }
  openPages.set(page, troubles)
  page.on('close', () => openPages.delete(page))
  page.on('requestfailed', (request) => { note(`${request.method()} ${request.url()}: ${request.failure()?.errorText ?? 'failed'}`) })
  page.on('response', (response) => { if (response.status() >= 400) note(`${response.request().method()} ${response.url()}: ${response.status()}`) })
}

/** Whether an address is on this machine. */
export const isOurs = (address: string): boolean => URL.parse(address)?.hostname === 'localhost' || URL.parse(address)?.hostname === '127.0.0.1'

/** A fresh device: nothing remembered. */
export const visit = async (browser: Browser, { viewport, language, address, agent, keeps = true }: Device): Promise<Visitor> => {
  const narrow = viewport.width < 500
  const context = await browser.newContext({
    viewport, locale: language === 'fr' ? 'fr-FR' : 'en-GB', timezoneId: 'Europe/Paris', reducedMotion: 'reduce', baseURL: address,
    hasTouch: narrow, isMobile: narrow, serviceWorkers: keeps ? 'allow' : 'block', userAgent: agent ?? (narrow ? android : linux),
  })
  context.on('page', watch)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address })
  const page = await context.newPage()
  page.setDefaultTimeout(patience_ms)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (/content security policy|violates|MISSING_MESSAGE|Warning:/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { context, page, language, t: wordsIn(language), complaints, close: () => context.close() }
}
