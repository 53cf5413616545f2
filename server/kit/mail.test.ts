import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Kit } from '#kit/context'
import { newId } from '#kit/ids'
import { sendMail, type MailMessage } from '#kit/mail'
import { clearKeptMails } from '#kit/mail/kept'
import { within } from '#kit/within'
import { testInstallation } from '#test/installation'
import { company } from '#test/world'

const received: { to: string; source: string }[] = []
let refusals = 0

/** A mail server that takes most mails, refuses `nobody@`, is busy twice for `later@` and always for `busy@`. */
const server = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS'],
  onRcptTo({ address }, _session, callback) {
    if (address.startsWith('nobody@')) { callback(Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 })); return }
    if (address.startsWith('busy@')) { callback(Object.assign(new Error(`4.2.0 ${address} is busy`), { responseCode: 450 })); return }
    if (address.startsWith('later@') && refusals < 2) { refusals += 1; callback(Object.assign(new Error('4.2.0 busy'), { responseCode: 450 })); return }
    callback()
  },
  onData(stream, session, callback) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => { chunks.push(chunk) })
    stream.on('end', () => {
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), source: Buffer.concat(chunks).toString() })
      callback()
    })
  },
})

const message = (to: string): MailMessage => ({
  kind: 'test', to, brand: { name: 'Ateliers Été', colour: '#0a5c5c', on_colour: '#ffffff', logo_address: null },
  letter: {
    language: 'fr', subject: 'Bienvenue à Noël <Éloïse>', preheader: 'Un aperçu', greeting: 'Bonjour Éloïse,', paragraphs: ['Du texte & des « guillemets ».'],
    button: { label: 'Ouvrir', address: 'http://localhost/sign-in/abc?x=1&y=2' }, footer: ['Vous recevez ce message parce que…'],
  },
})

interface Kept { state: string; attempts: number; html: string | null; last_error: string | null }
const mails = (kit: Kit, organisation_id: string, to: string): Promise<Kept[]> =>
  within(kit, organisation_id, (ctx) => ctx.tx.selectFrom('kit.mails').select(['state', 'attempts', 'html', 'last_error']).where('recipient', '=', to).execute())

let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => new Promise<void>((resolve) => { server.close(resolve) }))

describe('with a mail server', () => {
  it('sends, tries again where the server is busy, and records what bounced', async () => {
    const { kit, address } = await testInstallation({ settings: { smtp_url: `smtp://127.0.0.1:${port}` } })
    const { organisation_id } = await company({ kit, address }, 'mail.test')
    for (const to of ['somebody@else.test', 'nobody@else.test', 'later@else.test']) await within(kit, organisation_id, (ctx) => kit.mail.send(ctx, message(to)))
    await expect.poll(async () => (await mails(kit, organisation_id, 'nobody@else.test'))[0], { timeout: 15_000 }).toMatchObject({ state: 'bounced', attempts: 1, last_error: expect.stringContaining('5.1.1') })
    await expect.poll(async () => (await mails(kit, organisation_id, 'later@else.test'))[0], { timeout: 30_000 }).toMatchObject({ state: 'sent', attempts: 3 })
    // what was delivered is no longer ours to keep
    expect(await mails(kit, organisation_id, 'somebody@else.test')).toEqual([{ state: 'sent', attempts: 1, html: null, last_error: null }])
    const mail = await PostalMime.parse(received.find(({ to }) => to === 'somebody@else.test')?.source ?? '')
    expect(mail.subject).toBe('Bienvenue à Noël <Éloïse>')
    expect(mail.text).toContain('http://localhost/sign-in/abc?x=1&y=2')
    expect(mail.html).toContain('Du texte &amp; des « guillemets ».')
    expect(mail.html).not.toMatch(/<img|<script/)
    await expect(kit.mail.check()).resolves.toEqual({ ok: true })
  }, 60_000)

  it('names nobody where a try failed: the server\'s own words stay with the mail', async () => {
    const { kit, address } = await testInstallation({ settings: { smtp_url: `smtp://127.0.0.1:${port}` } })
    const { organisation_id } = await company({ kit, address }, 'busy.test')
    await within(kit, organisation_id, (ctx) => kit.mail.send(ctx, message('busy@else.test')))
    const tries = async () => (await sql<{ output: string }>`select output::text from jobs.job where name = 'kit.send-mail' and output is not null`.execute(kit.db)).rows.map(({ output }) => output)
    await expect.poll(tries, { timeout: 10_000 }).toEqual([expect.stringContaining('did not take a mail (EENVELOPE 450)')])
    expect((await tries()).join()).not.toContain('@')
    expect((await mails(kit, organisation_id, 'busy@else.test'))[0]).toMatchObject({ state: 'queued', last_error: expect.stringContaining('busy') })
  })

  it('says so when the server does not answer', async () => {
    const { kit } = await testInstallation({ works: false, settings: { smtp_url: 'smtp://127.0.0.1:1' } })
    await expect(kit.mail.check()).resolves.toMatchObject({ ok: false, reason: expect.stringContaining('ECONNREFUSED') })
  })
})

describe('without a mail server', () => {
  it('keeps mails for administrators and as .eml files', async () => {
    const { kit, address } = await testInstallation()
    const { organisation_id } = await company({ kit, address }, 'kept.test')
    await within(kit, organisation_id, (ctx) => kit.mail.send(ctx, message('somebody@kept.test')))
    await expect.poll(async () => (await mails(kit, organisation_id, 'somebody@kept.test'))[0]?.state, { timeout: 10_000 }).toBe('kept')
    const folder = join(kit.settings.data_dir, 'outbox')
    const files = readdirSync(folder).filter((name) => name.endsWith('.eml'))
    const sources = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(folder, name)))))
    expect(sources.map(({ to }) => to?.[0]?.address)).toContain('somebody@kept.test')
  })

  it('removes files whose mails are gone, and those that were kept long enough', async () => {
    const { kit, address } = await testInstallation({ works: false })
    const folder = join(kit.settings.data_dir, 'outbox')
    const ids: string[] = []
    for (const domain of ['first.test', 'second.test']) {
      const { organisation_id } = await company({ kit, address }, domain)
      const id = await within(kit, organisation_id, async (ctx) => {
        await kit.mail.send(ctx, message(`somebody@${domain}`))
        return (await ctx.tx.selectFrom('kit.mails').select('id').executeTakeFirstOrThrow()).id
      })
      await sendMail.run(kit, { organisation_id, mail_id: id })
      ids.push(`${id}.eml`)
    }
    // of a mail that is gone: a crash came between its row and its file
    writeFileSync(join(folder, `${newId()}.eml`), 'To: somebody@gone.test')
    await clearKeptMails.run(kit, {})
    expect(readdirSync(folder).sort()).toEqual(ids.sort())
    await clearKeptMails.run({ ...kit, clock: () => new Date(Date.now() + 91 * 86_400_000) }, {})
    expect(readdirSync(folder)).toEqual([])
  })
})
