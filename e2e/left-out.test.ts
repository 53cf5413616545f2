import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dropReasonNames } from '@portevoix/contract/links'
import { apiOf } from './stage/api.ts'
import { oneLook, patience_ms, visit, type Visitor } from './stage/browser.ts'
import { become, makeDemonstration } from './stage/demonstration.ts'
import { look } from './stage/look.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'

const dashboard = z.looseObject({ figures: z.looseObject({ clicks: z.looseObject({ value: z.number() }) }), left_out: z.looseObject({ withheld: z.number(), reasons: z.array(z.object({ reason: z.string(), hits: z.number() })) }) })

describe.each(oneLook)('what is left out, in $language at $viewport.width px', ({ language, viewport }) => {
  const shot = (screen: string) => `left-out-${language}-${viewport.width}-${screen}`
  const on = stage()
  let lead: Visitor
  let before: z.infer<typeof dashboard>
  const board = async (period = 90) => dashboard.parse(await (await apiOf(lead))('GET', `/insights/dashboard?period=${period}`))
  const previews = ({ left_out }: z.infer<typeof dashboard>) => left_out.reasons.find(({ reason }) => reason === 'preview_robot')?.hits ?? 0
  eachStepNeedsTheLast()

  beforeAll(async () => {
    const [browser, portevoix] = await Promise.all([on.browser(), on.portevoix()])
    lead = await visit(browser, { viewport, language, address: portevoix.address })
    await makeDemonstration(lead, language === 'fr' ? 'Brasserie du Grand Pré' : 'Grand Meadow Brewery')
    await become(lead, 'lead')
    before = await board()
  }, 240_000)

  it('leaves a curve empty where too few people are behind its days, and says so', async () => {
    const { page, t } = lead
    await page.goto('/desk/dashboard?tribe=customers')
    const of = { step: 'day', threshold: 5 }
    const note = page.getByText(t('insights.dashboard.series.few', of)).or(page.getByText(t('insights.dashboard.series.gaps', of)))
    await expect.poll(() => note.count(), { timeout: patience_ms }).toBe(1)
    await look(page, shot('few'))
  })

  it('is told by its most frequent reasons on the dashboard, and by the others where somebody asks', async () => {
    const { page, t } = lead
    await page.goto('/desk/dashboard?period=365')
    const { left_out: { reasons, withheld } } = await board(365)
    const block = page.getByRole('region', { name: t('insights.dashboard.left_out.title') })
    await page.getByRole('paragraph').filter({ hasText: t('insights.dashboard.brief.kinds.previews') }).filter({ hasText: /human|humain/ }).waitFor()
    const names = async () => block.locator('dt > span:first-child').allInnerTexts()
    const others = withheld > 0 ? [t('insights.dashboard.left_out.withheld')] : []
    const called = reasons.map(({ reason }) => t(`links.reasons.${reason}.name`))
    const more = block.getByRole('button', { name: t('insights.dashboard.left_out.more', { count: called.length - 6 }) })
    await more.waitFor()
    expect(await names()).toEqual([...called.slice(0, 6), ...others])
    await more.press('Enter')
    expect(await names()).toEqual([...called, ...others])
    await block.getByRole('button', { name: t('insights.dashboard.left_out.less'), expanded: true }).press('Enter')
    expect(await names()).toHaveLength(6 + others.length)
  })

  it('is told reason by reason, by way of the dashboard', async () => {
    const { page, t } = lead
    await page.goto('/desk/dashboard')
    await page.getByRole('link', { name: t('insights.dashboard.left_out.switches') }).click()
    await page.getByRole('heading', { level: 1, name: t('links.switches.title') }).waitFor()
    await page.getByRole('listitem').filter({ hasText: t('links.reasons.preview_robot.name') }).waitFor()
    const lists = page.getByRole('main').getByRole('list')
    expect(await lists.getByRole('listitem').count()).toBe(dropReasonNames.length)
    expect(await lists.getByRole('listitem').getByRole('button').count()).toBe(dropReasonNames.length - 1)
    expect(await page.getByRole('list', { name: t('links.reason_kinds.fast.name') }).getByRole('listitem').count()).toBe(4)
    expect(await page.getByRole('listitem').filter({ hasText: t('links.reasons.removed.name') }).getByRole('button').count()).toBe(0)
    await look(page, shot('reasons'))
  })

  it('is tried dry, and changes nothing when left', async () => {
    const { page, t } = lead
    const choice = page.getByRole('button', { name: t('links.switches.count_this', { reason: t('links.reasons.preview_robot.name') }) })
    await choice.click()
    const sheet = page.getByRole('dialog', { name: t('links.switches.dry_title') })
    await sheet.getByText(t('links.switches.consequence')).waitFor()
    await expect.poll(() => sheet.locator('[aria-busy=false] dd').count(), { timeout: patience_ms }).toBe(2)
    await look(page, shot('dry-run'))
    await sheet.getByRole('button', { name: t('links.switches.keep') }).click()
    await sheet.waitFor({ state: 'detached' })
    expect(await board()).toMatchObject({ figures: { clicks: { value: before.figures.clicks.value } } })
  })

  it('counts once it is meant, in the figures of the past too, and is undone', async () => {
    const { page, t } = lead
    const reason = t('links.reasons.preview_robot.name')
    expect(previews(before)).toBeGreaterThan(0)
    await page.getByRole('button', { name: t('links.switches.count_this', { reason }) }).click()
    await page.getByRole('dialog').getByRole('button', { name: t('links.switches.count'), exact: true }).click()
    await page.getByText(t('links.switches.done', { reason })).waitFor()
    await page.getByRole('listitem').filter({ hasText: reason }).getByText(t('links.switches.counted')).waitFor()
    await expect.poll(async () => (await board()).figures.clicks.value, { timeout: patience_ms }).toBe(before.figures.clicks.value + previews(before))
    expect(previews(await board())).toBe(0)
    // neither human nor left out, in the sentence above the figures
    await page.goto('/desk/dashboard?period=90')
    const choice = { name: t('links.switches.title'), exact: true }
    const sentence = page.getByRole('paragraph').filter({ has: page.getByRole('link', choice) })
    expect(await sentence.innerText()).not.toMatch(/human|humain/)
    expect(await sentence.innerText()).not.toContain(t('insights.dashboard.brief.kinds.previews'))
    expect(await sentence.innerText()).toContain(t('insights.dashboard.brief.kinds.robots'))
    await look(page, shot('counted'))
    await sentence.getByRole('link', choice).click()
    await page.getByRole('heading', { level: 1, name: t('links.switches.title') }).waitFor()
    await page.getByRole('button', { name: t('links.switches.leave_out_this', { reason }) }).click()
    await page.getByRole('dialog').getByRole('button', { name: t('links.switches.leave_out'), exact: true }).click()
    await page.getByText(t('links.switches.done_back', { reason })).waitFor()
    await expect.poll(async () => (await board()).figures.clicks.value, { timeout: patience_ms }).toBe(before.figures.clicks.value)
    expect(lead.complaints).toEqual([])
  })
})
