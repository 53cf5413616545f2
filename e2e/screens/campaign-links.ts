import type { Visitor } from '../stage/browser.ts'

/** The links to a content that the team makes on its own behalf, on the content's page of the desk. */
export const campaignLinks = ({ page, t }: Visitor) => {
  const section = page.getByRole('region', { name: t('sharing.campaign.title') })
  const line = (label: string) => section.getByRole('article').filter({ hasText: label })
  return {
    section,
    line,
    async open(content_id: string) {
      await page.goto(`/desk/contents/${content_id}`)
      await section.waitFor()
    },
    async make(typed: string, label: string) {
      await section.getByLabel(t('sharing.campaign.slug')).fill(typed)
      await section.getByLabel(t('sharing.campaign.label')).fill(label)
      await section.getByRole('button', { name: t('sharing.campaign.make'), exact: true }).click()
    },
    address: (label: string) => line(label).locator('code').innerText(),
    async showCode(label: string) {
      await line(label).getByRole('button', { name: t('sharing.campaign.qr'), exact: true }).click()
      await page.getByRole('img', { name: t('sharing.campaign.qr_of', { label }) }).waitFor()
    },
    async askToRemove(label: string) {
      await line(label).getByRole('button', { name: t('sharing.campaign.remove'), exact: true }).click()
      await page.getByRole('dialog', { name: t('sharing.campaign.remove_title', { label }) }).waitFor()
    },
    async remove(label: string) {
      await page.getByRole('dialog').getByRole('button', { name: t('sharing.campaign.remove_sure'), exact: true }).click()
      await line(label).getByRole('button', { name: t('sharing.campaign.restore'), exact: true }).waitFor()
    },
    async restore(label: string) {
      await line(label).getByRole('button', { name: t('sharing.campaign.restore'), exact: true }).click()
      await line(label).getByRole('button', { name: t('sharing.campaign.qr'), exact: true }).waitFor()
    },
  }
}
