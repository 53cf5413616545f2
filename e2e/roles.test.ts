import type { Persona } from '@portevoix/contract/demonstration'
import { beforeAll, describe, expect, it } from 'vitest'
import { desktop, phone, visit, type Visitor } from './stage/browser.ts'
import { become, makeDemonstration } from './stage/demonstration.ts'
import { stage } from './stage/stage.ts'
import { frame } from './screens/frame.ts'

const stream = ['feed', 'shares', 'impact', 'settings']

/** What each finds on the desk, in order; everything else of the desk does not exist for them. */
const desks: Readonly<Record<Persona, readonly string[]>> = {
  lead: ['inbox', 'contents', 'sources', 'members', 'invitations', 'groups', 'dashboard', 'programme'],
  curator: ['inbox', 'contents', 'sources', 'dashboard'],
  moderator: [],
  sponsor: ['dashboard'],
  manager: [],
  admin: ['members', 'invitations', 'groups', 'programme', 'organisation', 'outbox', 'audit'],
  ambassador_employee: [],
  ambassador_customer: [],
}
const everywhere = [...new Set(Object.values(desks).flat())]
const personas = Object.keys(desks).filter((persona): persona is Persona => persona in desks)

describe.each([
  { language: 'fr', viewport: phone },
  { language: 'en', viewport: desktop },
] as const)('what each role finds, in $language at $viewport.width px', ({ language, viewport }) => {
  const on = stage()
  let visitor: Visitor

  beforeAll(async () => {
    const [browser, portevoix] = await Promise.all([on.browser(), on.portevoix()])
    visitor = await visit(browser, { viewport, language, address: portevoix.address })
    await makeDemonstration(visitor, 'Brasserie du Grand Pré')
  }, 240_000)

  it.each(personas)('%s: their places, and nothing more', async (persona) => {
    const { page, t } = visitor
    const screen = frame(visitor)
    const named = (places: readonly string[]) => places.map((place) => t(`shell.navigation.${place}`))
    await become(visitor, persona)
    await page.goto('/')
    expect(await screen.places()).toEqual(named(stream))
    expect(await screen.deskDoor.count()).toBe(desks[persona].length > 0 ? 1 : 0)
    if (desks[persona].length > 0) {
      await screen.deskDoor.click()
      await page.waitForURL(`**/desk/${desks[persona][0]}`)
    } else {
      await page.goto('/desk')
      await screen.nothingHere.waitFor()
    }
    expect(desks[persona].length > 0 ? await screen.places() : []).toEqual(named(desks[persona]))
    for (const place of desks[persona]) {
      await screen.go(place)
      await page.waitForURL(`**/desk/${place}`)
      await screen.title.waitFor()
      expect(await screen.nothingHere.count(), place).toBe(0)
    }
    for (const place of everywhere.filter((one) => !desks[persona].includes(one))) {
      await page.goto(`/desk/${place}`)
      await screen.nothingHere.waitFor()
    }
    expect(visitor.complaints).toEqual([])
  })
})
