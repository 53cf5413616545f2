import { isOurs, type Visitor } from '../stage/browser.ts'

export type DialogNetwork = 'linkedin' | 'x' | 'facebook' | 'bluesky' | 'instagram' | 'mastodon' | 'email'

/** The sheet that passes a content on. */
export const composer = ({ page, t }: Visitor) => {
  const sheet = page.getByRole('dialog', { name: t('sharing.composer.title') })
  const nameOf = (network: DialogNetwork) => t(`sharing.networks.${network}.name`)
  const saidOf = (network: DialogNetwork) => ({ network: nameOf(network), id: network })
  const passButton = (network: DialogNetwork) => {
    const values = saidOf(network)
    return sheet.getByRole('button', { name: t('sharing.composer.share_on', values), exact: true })
      .or(sheet.getByRole('button', { name: t('sharing.composer.copy_and_open', values), exact: true }))
      .or(sheet.getByRole('button', { name: t('sharing.composer.open', values), exact: true }))
  }
  return {
    sheet,
    text: sheet.getByLabel(t('sharing.composer.caption'), { exact: true }),
    async choose(network: DialogNetwork) {
      await sheet.getByRole('radio', { name: nameOf(network), exact: true }).check()
      await passButton(network).and(sheet.locator(':enabled')).waitFor()
    },
    async write(text: string) {
      await sheet.getByLabel(t('sharing.composer.caption'), { exact: true }).fill(text)
    },
    /** Opens the network's own window, and gives the address that it was opened at. */
    async pass(network: DialogNetwork): Promise<URL> {
      const popup = page.waitForEvent('popup')
      const asked = page.context().waitForEvent('request', (request) => request.isNavigationRequest() && !isOurs(request.url()))
      await passButton(network).click()
      const address = new URL((await asked).url())
      await (await popup).close()
      await sheet.getByRole('heading', { name: t('sharing.composer.opened_title', saidOf(network)) }).waitFor()
      return address
    },
    async declare() {
      await sheet.getByRole('button', { name: t('sharing.composer.declare', { id: 'other' }) }).click()
      await sheet.waitFor({ state: 'detached' })
    },
    async close() {
      await sheet.getByRole('button', { name: t('ui.close'), exact: true }).click()
      await sheet.waitFor({ state: 'detached' })
    },
    /** The gesture alone, where the browser opens no window. */
    press: (network: DialogNetwork) => passButton(network).click(),
    copied: () => page.evaluate<string>('navigator.clipboard.readText()'),
  }
}
