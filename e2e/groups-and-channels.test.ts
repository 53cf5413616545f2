import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { desktop, oneOf, phone, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { door } from './screens/door.ts'

const looks = oneOf([{ language: 'fr', viewport: phone }, { language: 'en', viewport: desktop }] as const, 1)
const made = z.looseObject({ id: z.string() })
const content = z.looseObject({ id: z.string(), version: z.number(), state: z.string(), group_ids: z.array(z.string()), channel_id: z.string().nullable() })

describe.each(looks)('what depends on a group or a channel in $language at $viewport.width px', ({ language, viewport }) => {
  const on = stage()
  let team: Visitor
  let call: Awaited<ReturnType<typeof apiOf>>
  let draft: z.infer<typeof content>
  eachStepNeedsTheLast()

  beforeAll(async () => {
    const [browser, portevoix] = await Promise.all([on.browser(), on.portevoix()])
    team = await visit(browser, { viewport, language, address: portevoix.address })
    await door(team).openFirstVisit()
    await door(team).nameOrganisation('Maison Aubépine')
    await door(team).nameAdministrator('Alix Martin', 'direction@exemple.test')
    await team.page.getByRole('heading', { level: 1, name: team.t('feed.title') }).waitFor()
    call = await apiOf(team)
    const { id: programme_id } = made.parse(await call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] }))
    const group = made.parse(await call('POST', '/groups', { name: 'Nord' }))
    const channel = made.parse(await call('POST', `/programmes/${programme_id}/channels`, { name: 'Salon' }))
    const { id, version } = content.parse(await call('POST', `/programmes/${programme_id}/contents`, { kind: 'text' }))
    draft = content.parse(await call('PATCH', `/contents/${id}`, { version, changes: { title: 'Au Nord', visibility: 'shareable', group_ids: [group.id], channel_id: channel.id } }))
  })

  const now = async () => content.parse(await call('GET', `/contents/${draft.id}`))

  it('the editor warns of an audience that nobody is in', async () => {
    const { page, t } = team
    await page.goto(`/desk/contents/${draft.id}`)
    await page.getByText(t('editor.write.reaches', { count: 0 })).waitFor()
    await look(page, `groups-editor-${language}`)
    expect(team.complaints).toEqual([])
  })

  it('a channel is renamed, then closed: its content keeps it, and it can be chosen no more', async () => {
    const { page, t } = team
    await page.goto('/desk/contents')
    await page.getByRole('button', { name: t('editor.list.channels'), exact: true }).click()
    const sheet = page.getByRole('dialog', { name: t('editor.channels.title') })
    await sheet.getByRole('button', { name: t('editor.channels.rename', { name: 'Salon' }) }).click()
    await sheet.getByLabel(t('editor.channels.name')).fill('Salon 2026')
    await sheet.getByRole('button', { name: t('ui.save') }).click()
    await sheet.getByRole('button', { name: t('editor.channels.close', { name: 'Salon 2026' }) }).click()
    await look(page, `channels-close-${language}`)
    await sheet.getByRole('button', { name: t('editor.channels.close_do'), exact: true }).click()
    await sheet.getByText(t('editor.channels.none')).waitFor()
    await page.goto(`/desk/contents/${draft.id}`)
    await page.getByLabel(t('editor.write.channel'), { exact: true }).locator('option:checked', { hasText: t('editor.write.channel_closed', { name: 'Salon 2026' }) }).waitFor({ state: 'attached' })
    expect((await now()).channel_id).toBe(draft.channel_id)
  })

  it('a group is removed once it is said what becomes of its content, which is then for nobody until somebody chooses', async () => {
    const { page, t } = team
    await page.goto('/desk/groups')
    await page.getByRole('button', { name: t('people.groups.remove', { name: 'Nord' }) }).click()
    const sheet = page.getByRole('dialog', { name: t('people.groups.remove_title', { name: 'Nord' }) })
    await sheet.getByText(t('people.groups.depending.contents', { count: 1 })).waitFor()
    await sheet.getByLabel(t('ui.danger.type', { word: 'Nord' })).fill('Nord')
    const confirm = sheet.getByRole('button', { name: t('people.groups.remove_do') })
    expect(await confirm.isDisabled()).toBe(true)
    await sheet.getByRole('radio', { name: t('people.groups.depending.take_out') }).check()
    await sheet.getByText('Au Nord').waitFor()
    await look(page, `groups-remove-${language}`)
    await confirm.click()
    await page.getByText(t('people.groups.removed')).waitFor()
    await sheet.waitFor({ state: 'detached' })
    expect((await now()).group_ids).toEqual(draft.group_ids)
    await page.goto(`/desk/contents/${draft.id}`)
    await page.getByText(t('content.problems.group_gone')).first().waitFor()
    await page.getByText(t('editor.write.group_gone'), { exact: true }).waitFor()
    expect(team.complaints).toEqual([])
  })
})
