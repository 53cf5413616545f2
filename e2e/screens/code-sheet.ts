import type { Visitor } from '../stage/browser.ts'

/** A link's QR code, open before the person. */
export const codeSheet = ({ page, t }: Visitor) => ({
  async downloadPng(): Promise<{ name: string; path: string }> {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: t('ui.qr.png') }).click()
    const download = await coming
    return { name: download.suggestedFilename(), path: await download.path() }
  },
  async close() {
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: t('ui.close'), exact: true }).click()
    await sheet.waitFor({ state: 'detached' })
  },
})
