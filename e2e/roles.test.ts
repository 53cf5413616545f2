import type { Persona } from '@portevoix/contract/demonstration'
import { beforeAll, describe, expect, it } from 'vitest'
import { oneLook, patience_ms, visit, type Visitor } from './stage/browser.ts'
import { become, makeDemonstration } from './stage/demonstration.ts'
import { stage } from './stage/stage.ts'
import { frame } from './screens/frame.ts'

const stream = ['feed', 'shares', 'impact', 'settings']

/** What each finds on the desk, in order; everything else of the desk does not exist for them. */
const desks: Readonly<Record<Persona, readonly string[]>> = {
  lead: ['inbox', 'contents', 'sources', 'members', 'invitations', 'groups', 'dashboard', 'left_out', 'programme'],
  curator: ['inbox', 'contents', 'sources', 'dashboard'],
  moderator: [],
  sponsor: ['dashboard'],
  manager: [],
  admin: ['members', 'invitations', 'groups', 'left_out', 'programme', 'organisation', 'domains', 'outbox', 'audit'],
  ambassador_employee: [],
  ambassador_customer: [],
}
const pathOf = (place: string): string => `/desk/${place.replaceAll('_', '-')}`
const everywhere = [...new Set(Object.values(desks).flat())]
const personas = Object.keys(desks).filter((persona): persona is Persona => persona in desks)

describe.each(oneLook)('what each role finds, in $language at $viewport.width px', ({ language, viewport }) => {
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
    const at = (place: string) => page.waitForURL(({ pathname }) => pathname === pathOf(place))
    const titles = () => screen.title.allInnerTexts()
    await become(visitor, persona)
    await page.goto('/')
    await expect.poll(() => screen.places('stream'), { timeout: patience_ms }).toEqual(named(stream))
    const [first] = desks[persona]
    expect(await screen.deskDoor.count()).toBe(first ? 1 : 0)
    if (first) {
      await screen.deskDoor.click()
      await at(first)
    }
    await expect.poll(() => (first ? screen.places('desk') : []), { timeout: patience_ms }).toEqual(named(desks[persona]))
    for (const place of desks[persona]) {
      await screen.go('desk', place)
      await at(place)
      await expect.poll(titles, { timeout: patience_ms, message: place }).not.toEqual([])
      expect(await titles(), place).not.toEqual([t('shell.not_found.title')])
    }
    for (const place of ['', ...everywhere].filter((one) => (one === '' ? !first : !desks[persona].includes(one)))) {
      await page.goto(pathOf(place))
      await expect.poll(titles, { timeout: patience_ms, message: place }).toEqual([t('shell.not_found.title')])
    }
    expect(visitor.complaints).toEqual([])
  })
})
