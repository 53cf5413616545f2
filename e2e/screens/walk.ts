import type { Persona } from '@portevoix/contract/demonstration'
import type { Language } from '@portevoix/contract/shapes'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from '../stage/api.ts'
import { patience_ms, visit, type Device, type Visitor } from '../stage/browser.ts'
import { become, makeDemonstration } from '../stage/demonstration.ts'
import { look, type Scheme } from '../stage/look.ts'
import { routesOf } from '../stage/routes.ts'
import { stage } from '../stage/stage.ts'
import { frame } from './frame.ts'

const listed = z.object({ items: z.array(z.looseObject({ id: z.string() })) })

/** What the parameters of the paths stand for, in this demonstration. */
type Known = Record<'programme_id' | 'content_id' | 'token', string>

/** Every screen, and who looks at it: the router of the application knows no other. */
const screens: Readonly<Record<string, Persona | 'nobody'>> = {
  '/': 'ambassador_employee',
  '/saved': 'ambassador_employee',
  '/contents/$content_id': 'ambassador_employee',
  '/shares': 'ambassador_employee',
  '/impact': 'ambassador_employee',
  '/ranking': 'ambassador_employee',
  '/settings': 'ambassador_employee',
  '/charter/$programme_id': 'ambassador_employee',
  '/desk/inbox': 'curator',
  '/desk/sources': 'curator',
  '/desk/contents': 'curator',
  '/desk/contents/$content_id': 'curator',
  '/desk/dashboard': 'lead',
  '/desk/left-out': 'lead',
  '/desk/programme': 'lead',
  '/desk/members': 'admin',
  '/desk/groups': 'admin',
  '/desk/invitations': 'admin',
  '/desk/organisation': 'admin',
  '/desk/domains': 'admin',
  '/desk/outbox': 'admin',
  '/desk/audit': 'admin',
  '/welcome': 'nobody',
  '/demonstration': 'nobody',
  '/sign-in': 'nobody',
  '/sign-in/$token': 'nobody',
  '/invitation/$token': 'nobody',
}
/** Leads on to another screen, and shows nothing itself. */
const crossroads = ['/desk/']
const nowhere = '/nowhere'

/** As long as names of organisations come. */
export const longName = 'Communauté d’agglomération de Saint-Quentin-en-Yvelines et de ses communes associées'

interface Walk {
  language: Language
  /** What the demonstration is called. */
  organisation: string
  schemes: readonly Scheme[]
  viewport: Device['viewport']
  /** Whether axe looks as well. */
  axe?: boolean
}

/** Looks at every screen of a demonstration. */
export const walkScreens = ({ language, organisation, schemes, viewport, axe = true }: Walk): void => { describe(`every screen in ${language} at ${viewport.width} px`, () => {
  const on = stage()
  const visitors = new Map<string, Visitor>()
  let known: Known
  const visitorFor = (who: Persona | 'nobody'): Visitor => {
    const found = visitors.get(who === 'nobody' ? 'nobody' : 'somebody')
    if (!found) throw new Error('nobody has come yet')
    return found
  }

  beforeAll(async () => {
    const [browser, portevoix] = await Promise.all([on.browser(), on.portevoix()])
    for (const who of ['nobody', 'somebody']) visitors.set(who, await visit(browser, { viewport, language, address: portevoix.address }))
    const curator = visitorFor('curator')
    await makeDemonstration(curator, organisation)
    await become(curator, 'ambassador_employee')
    const call = await apiOf(curator)
    const [programme] = listed.parse(await call('GET', '/programmes')).items
    const [content] = listed.parse(await call('GET', `/programmes/${programme?.id}/feed`)).items
    known = { programme_id: programme?.id ?? '', content_id: content?.id ?? '', token: 'a-link-that-nobody-was-sent' }
    await call('PUT', `/feed/${content?.id}/save`)
  }, 240_000)

  it('are those of the router', async () => {
    const { page } = visitorFor('nobody')
    await page.goto('/sign-in')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await routesOf(page)).toEqual([...Object.keys(screens), ...crossroads].toSorted())
  })

  const views = [...Object.entries(screens), [nowhere, 'nobody'] as const].map(([path, who]) => ({ path, who }))
  it.each(views)('$path', async ({ path, who }) => {
    const visitor = visitorFor(who)
    const { page } = visitor
    if (who !== 'nobody') await become(visitor, who)
    const address = Object.entries(known).reduce((to, [name, value]) => to.replace(`$${name}`, value), path)
    await page.goto(address)
    const screen = frame(visitor)
    await screen.title.waitFor()
    await page.waitForLoadState('networkidle')
    await expect.poll(() => screen.loading.count(), { timeout: patience_ms }).toBe(0)
    expect(new URL(page.url()).pathname).toBe(address)
    expect(await screen.failure.count()).toBe(0)
    expect(await screen.nothingHere.count()).toBe(path === nowhere ? 1 : 0)
    await look(page, `screen-${language}-${viewport.width}-${path.replaceAll(/[/$]+/g, '-').replace(/^-|-$/g, '') || 'feed'}`, schemes, { axe })
    expect(visitor.complaints.splice(0)).toEqual([])
  })
}) }
