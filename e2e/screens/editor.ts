import type { Locator } from 'playwright-core'
import type { Visitor } from '../stage/browser.ts'
import type { DialogNetwork } from './composer.ts'

/** One caption of a content, by its number from one. */
const captionOf = ({ page, t }: Visitor, number: number) => {
  const caption = page.getByRole('group', { name: t('editor.write.caption_title', { number }), exact: true })
  return {
    async on(network: DialogNetwork) {
      await caption.getByLabel(t('editor.write.caption_network'), { exact: true }).selectOption({ label: t(`sharing.networks.${network}.name`) })
    },
    words: (network: DialogNetwork): Locator => caption.getByRole('textbox', { name: t('editor.write.caption_text', { network: t(`sharing.networks.${network}.name`) }), exact: true }),
    count: (): Promise<string> => caption.getByRole('status').innerText(),
  }
}

/** Where a content is written and published. */
export const editor = (visitor: Visitor) => {
  const { page, t } = visitor
  const field = (name: string): Locator => page.getByRole('textbox', { name: t(`editor.write.${name}`), exact: true })
  const says = (name: string): Locator => page.getByRole('status').filter({ hasText: t(`editor.write.${name}`) })
  const tool = (name: string) => page.getByRole('button', { name: t(`ui.editor.${name}`), exact: true }).click()
  const inState = (state: string) => page.getByRole('region', { name: t('editor.write.when') }).getByText(t(`content.desk.state.${state}`), { exact: true }).waitFor()
  const begin = async (choice: 'new_link' | 'new_text', address?: string) => {
    await page.goto('/desk/contents?begin=true')
    const dialog = page.getByRole('dialog', { name: t('editor.list.new_title') })
    await dialog.getByRole('radio', { name: t(`editor.list.${choice}`), exact: true }).check()
    if (address !== undefined) await dialog.getByLabel(t('editor.list.new_address')).fill(address)
    await dialog.getByRole('button', { name: t('editor.list.create'), exact: true }).click()
    await page.waitForURL(/\/desk\/contents\/[0-9a-f-]{36}$/)
  }
  return {
    field,
    begin,
    caption: (number: number) => captionOf(visitor, number),
    title: () => field('title').inputValue(),
    address: () => field('address').inputValue(),
    theme: () => page.getByLabel(t('editor.write.theme'), { exact: true }).locator('option:checked').innerText(),
    alternative: () => page.getByLabel(t('ui.image.alt'), { exact: false }),
    tribe: (tribe: 'employees' | 'customers') => page.getByRole('checkbox', { name: t(`content.desk.tribes.${tribe}`), exact: true }),
    async choose(theme: string) {
      await page.getByLabel(t('editor.write.theme'), { exact: true }).selectOption({ label: theme })
    },
    async rename(title: string) {
      await field('title').fill(title)
    },
    /** A line with some words in bold, then two points. */
    async write(plain: string, bold: string, points: readonly [string, string]) {
      await field('body_link').click()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(`${plain} `)
      await tool('bold')
      await page.keyboard.type(bold)
      await tool('bold')
      await page.keyboard.press('Enter')
      await tool('bullets')
      await page.keyboard.type(points[0])
      await page.keyboard.press('Enter')
      await page.keyboard.type(points[1])
    },
    async illustrate(picture: string, words: string) {
      await page.getByLabel(t('ui.image.choose'), { exact: true }).setInputFiles(picture)
      await page.getByLabel(t('ui.image.alt'), { exact: false }).fill(words)
    },
    async makeShareable() {
      await page.getByRole('radio', { name: t('content.desk.visibility.shareable'), exact: true }).check()
    },
    async addCaption() {
      await page.getByRole('button', { name: t('editor.write.caption_add'), exact: true }).click()
    },
    async saved() {
      await says('saved').waitFor()
    },
    says,
    /** As the wall clock of the organisation shows it: 2026-11-25T09:00. */
    async schedule(wall: string) {
      await page.getByLabel(t('editor.write.schedule_at'), { exact: true }).fill(wall)
      await page.getByRole('button', { name: t('editor.write.schedule'), exact: true }).click()
      await inState('scheduled')
    },
    async unschedule() {
      await page.getByRole('button', { name: t('editor.write.unschedule'), exact: true }).click()
      await inState('draft')
    },
    async publish() {
      await page.getByRole('button', { name: t('editor.write.publish'), exact: true }).click()
      await page.getByRole('button', { name: t('editor.write.expire'), exact: true }).waitFor()
    },
    /** By the arrow back, and in again by the list. */
    async leaveAndComeBack(title: string) {
      await page.getByRole('main').getByRole('link', { name: t('ui.back'), exact: true }).click()
      await page.getByRole('heading', { level: 1, name: t('editor.list.title') }).waitFor()
      await page.getByRole('main').getByRole('link', { name: title, exact: true }).click()
      await field('title').waitFor()
    },
  }
}
