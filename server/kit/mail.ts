import { buffer } from 'node:stream/consumers'
import { createTransport, type Transporter } from 'nodemailer'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Settings } from '../env.ts'
import type { Ctx, Kit } from '#kit/context'
import { job, type Job } from '#kit/jobs'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { keepMail } from '#kit/mail/kept'
import { letterHtml, letterText, type Brand, type Letter } from '#kit/mail/letter'

export interface MailMessage {
  /** What the mail is for, e.g. `invitation`; shown in the outbox. */
  kind: string
  to: string
  brand: Brand
  letter: Letter
  headers?: Record<string, string>
  /** It holds a link that signs somebody in. */
  opens_session?: boolean
}

export interface Mail {
  /** Whether a mail server is configured; otherwise mails are kept for administrators and as .eml files. */
  readonly delivers: boolean
  /** Writes the mail in the caller's transaction; it leaves after the commit. */
  send(ctx: Ctx, message: MailMessage): Promise<void>
  /** Checks the mail server's answer; a reason when it does not. */
  check(): Promise<{ ok: true } | { ok: false; reason: string }>
}

const queue = 'kit.send-mail'

const transport = (settings: Settings): Transporter | null =>
  settings.smtp_url ? createTransport(settings.smtp_url, { disableFileAccess: true, disableUrlAccess: true }) : null

const compose = createTransport({ streamTransport: true, buffer: true, newline: 'windows', disableFileAccess: true, disableUrlAccess: true })

export const createMail = (settings: Settings): Mail => {
  const server = transport(settings)
  return {
    delivers: server !== null,
    async send(ctx, message) {
      const id = newId()
      await ctx.tx.insertInto('kit.mails').values({
        id, organisation_id: ctx.organisation_id, recipient: message.to, kind: message.kind, subject: message.letter.subject,
        html: letterHtml(message.brand, message.letter), body: letterText(message.brand, message.letter),
        headers: JSON.stringify(message.headers ?? {}), opens_session: message.opens_session ?? false, stays: message.brand.demonstration ?? false, state: 'queued', created_at: ctx.now,
      }).execute()
      await ctx.kit.jobs.send(ctx.tx, queue, { organisation_id: ctx.organisation_id, mail_id: id })
    },
    async check() {
      if (!server) return { ok: true }
      return server.verify().then(() => ({ ok: true as const }), (error: unknown) => ({ ok: false as const, reason: error instanceof Error ? error.message : String(error) }))
    },
  }
}

const codeOf = (error: unknown, name: 'responseCode' | 'code'): string => (typeof error === 'object' && error !== null && name in error ? String(Reflect.get(error, name)) : '')

const permanent = (error: unknown): boolean => {
  const code = typeof error === 'object' && error !== null && 'responseCode' in error ? Number(error.responseCode) : 0
  return code >= 500 && code < 600
}

const mailHeaders = z.record(z.string(), z.string())

/** Sends one mail, or keeps it as an .eml file: without a mail server, and always in a demonstration. A second run of a settled mail does nothing. */
export const sendMail: Job = job({
  name: queue,
  input: z.object({ organisation_id: z.string(), mail_id: z.string() }),
  run: async (kit: Kit, { organisation_id, mail_id }) => {
    const mail = await within(kit, organisation_id, (ctx) =>
      ctx.tx.updateTable('kit.mails').set({ attempts: sql`attempts + 1` }).where('id', '=', mail_id).where('state', '=', 'queued').returningAll().executeTakeFirst())
    if (!mail) return
    const settle = (state: 'sent' | 'kept' | 'failed' | 'bounced', last_error: string | null = null) =>
      within(kit, organisation_id, async (ctx) => {
        await ctx.tx.updateTable('kit.mails').set({ state, last_error, settled_at: ctx.now, ...(state === 'sent' && { html: null, body: null }) }).where('id', '=', mail_id).execute()
      })
    const message = {
      from: kit.settings.mail_from, to: mail.recipient, subject: mail.subject, html: mail.html ?? '', text: mail.body ?? '',
      messageId: `<${mail_id}@${new URL(kit.settings.base_url).hostname}>`, headers: mailHeaders.parse(mail.headers), date: mail.created_at,
    }
    const server = mail.stays ? null : transport(kit.settings)
    if (!server) {
      const { message: bytes } = await compose.sendMail(message)
      await keepMail(kit, mail_id, Buffer.isBuffer(bytes) ? bytes : await buffer(bytes))
      return settle('kept')
    }
    try {
      await server.sendMail(message)
      await settle('sent')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (permanent(error)) return settle('bounced', reason)
      if (mail.attempts >= 8) return settle('failed', reason)
      await within(kit, organisation_id, (ctx) => ctx.tx.updateTable('kit.mails').set({ last_error: reason }).where('id', '=', mail_id).execute())
      // the server's own words name the recipient: they stay with the mail, and out of the log and the queue
      throw new Error(`The mail server did not take a mail (${[codeOf(error, 'code'), codeOf(error, 'responseCode')].filter(Boolean).join(' ')})`, { cause: error })
    } finally {
      server.close()
    }
  },
})
