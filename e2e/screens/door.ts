import type { Visitor } from '../stage/browser.ts'

/** Before the door: the first visit, an invitation, signing in. */
export const door = ({ page, t }: Visitor) => ({
  async openFirstVisit() {
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: t('people.first_visit.title') }).waitFor()
  },
  async nameOrganisation(name: string) {
    await page.getByLabel(t('organisations.fields.name'), { exact: false }).first().fill(name)
    await page.getByRole('button', { name: t('people.first_visit.next') }).click()
    await page.getByRole('heading', { level: 2, name: t('people.first_visit.administrator'), exact: true }).waitFor()
  },
  async nameAdministrator(name: string, email: string) {
    await page.getByLabel(t('people.person.name')).fill(name)
    await page.getByLabel(t('people.person.email')).fill(email)
    await page.getByRole('button', { name: t('people.first_visit.create') }).click()
  },
  async openInvitation(address: string, organisation: string) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: t('people.welcome.title', { organisation }) }).waitFor()
  },
  async acceptInvitation(name: string) {
    await page.getByLabel(t('people.person.name')).fill(name)
    await page.getByRole('button', { name: t('people.welcome.accept') }).click()
  },
  async openSignIn() {
    await page.goto('/sign-in')
    await page.getByRole('heading', { level: 1, name: t('people.sign_in.title') }).waitFor()
  },
  async askForLink(email: string) {
    await page.getByLabel(t('people.person.email')).fill(email)
    await page.getByRole('button', { name: t('people.sign_in.send') }).click()
    const asked = (key: string) => page.getByRole('heading', { level: 1, name: t(`people.sign_in.${key}`) })
    await asked('check_title').or(asked('kept_title')).waitFor()
  },
  async openLink(address: string) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: t('people.sign_in.confirm_title') }).waitFor()
  },
  async confirm() {
    await page.getByRole('button', { name: t('people.sign_in.confirm'), exact: true }).click()
  },
})
