import type { Visitor } from '../stage/browser.ts'

/** Where the team invites. */
export const invitations = ({ page, t, language }: Visitor) => ({
  async open() {
    await page.goto('/desk/invitations')
    await page.getByRole('heading', { level: 1, name: t('people.invitations.title') }).waitFor()
  },
  /** By e-mail, in the language of the person who invites. */
  async invite(...emails: string[]) {
    await page.getByLabel(t('people.invitations.emails')).fill(emails.join('\n'))
    await page.getByLabel(t('people.invitations.language')).selectOption(language)
    await page.getByRole('button', { name: t('people.invitations.send', { count: emails.length }), exact: true }).click()
    await page.getByText(t('people.invitations.done', { invited: emails.length, again: 0, waiting: 0, held: 0, members: 0 })).waitFor()
    for (const email of emails) await page.getByText(email, { exact: true }).first().waitFor()
  },
})
