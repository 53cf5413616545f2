import { implement } from '@orpc/server'
import { z } from 'zod'
import { people } from '@portevoix/contract/people'
import { most_addresses, type Invitation } from '@portevoix/contract/people/invitations'
import type { Ctx } from '#kit/context'
import { pageOf, readCursor } from '#kit/cursor'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { found, refuseField } from '#kit/problem'
import { drawQrCode } from '#kit/qr'
import { accept, openInvitation } from '../actions/entering.ts'
import { importCsv, previewCsv } from '../actions/import-csv.ts'
import { createLink, foresee, giveBack, invite, sendAgain, tokenOf, withdraw, type Foreseen } from '../actions/invitations.ts'
import { invitationAddress } from '../mails.ts'
import { readMailboxes, writeMailbox, type Mailbox } from '../mailboxes/read.ts'
import { readInvitation, readInvitations, type InvitationRow } from '../queries/invitations.ts'
import { invitationState, isRole, mayGrant } from '../rules.ts'
import { signInOf } from '../sign-in/index.ts'

const os = implement(people).$context<Request>().use(guard)

const addressOf = (ctx: Ctx, row: InvitationRow) => invitationAddress(ctx.kit, tokenOf(ctx.kit, row))

const presenter = (ctx: Ctx) => (row: InvitationRow): Invitation => {
  const state = invitationState(row, ctx.now)
  return {
    id: row.id, email: row.email, name: row.name, label: row.label, state, tribe: row.tribe === 'customers' ? 'customers' : 'employees', language: row.language === 'en' ? 'en' : 'fr',
    roles: row.roles.filter(isRole), group_ids: row.group_ids, invited_by: row.invited_by, created_at: row.created_at.toISOString(), sent_at: row.sent_at?.toISOString() ?? null,
    sendings: row.sendings, expires_at: row.expires_at.toISOString(), uses: row.uses, max_uses: row.max_uses,
    // an address that was invited by mail is reached by its mail alone, and a link that gives a role above the reader's would lift them to it
    address: row.email === null && state === 'open' && mayGrant(ctx.actor.roles, row.roles.filter(isRole)) ? addressOf(ctx, row) : null,
  }
}

const presentOutcome = ({ invited_at, again_at, ...foreseen }: Foreseen) => ({ ...foreseen, invited_at: invited_at?.toISOString() ?? null, again_at: again_at?.toISOString() ?? null })

const guestsOf = (emails: readonly string[]): Mailbox[] => emails.map((written, index) => {
  const { mailboxes: [only, ...others], wrong } = readMailboxes(written)
  return only && others.length === 0 && wrong.length === 0 ? only : refuseField(`emails.${index}`, 'invalid_email')
})

const bytes = (base64: string) => Buffer.from(base64, 'base64')

export const invitationRoutes = {
  list: os.invitations.list.handler(({ input, context }) => context.within(async (ctx) => {
    const rows = await readInvitations(ctx, { kind: input.kind ?? null, state: input.state ?? null, before: readCursor(input.cursor, z.uuid()), limit: input.limit + 1 })
    return pageOf(rows, input.limit, ({ id }) => id, presenter(ctx))
  })),
  invite: os.invitations.invite.handler(({ input: { emails, place, send_again }, context }) => context.within(async (ctx) => (
    { items: (await invite(ctx, guestsOf(emails).map((guest) => ({ ...guest, place })), send_again)).map(presentOutcome) }))),
  preview: os.invitations.preview.handler(({ input: { text, send_again }, context }) => context.within(async (ctx) => {
    const { mailboxes, wrong } = readMailboxes(text)
    if (mailboxes.length > most_addresses) return refuseField('text', 'people.too_many_addresses', { maximum: most_addresses })
    const outcomes = await foresee(ctx, mailboxes.map(({ email }) => email), send_again)
    return { items: outcomes.map((one, index) => ({ ...presentOutcome(one), name: mailboxes[index]?.name ?? '', mailbox: writeMailbox(mailboxes[index] ?? { ...one, name: '' }) })), wrong }
  })),
  preview_csv: os.invitations.preview_csv.handler(({ input: { csv, place, send_again }, context }) => context.within((ctx) => previewCsv(ctx, bytes(csv), place, send_again))),
  import_csv: os.invitations.import_csv.handler(({ input: { csv, place, send_again }, context }) => context.within((ctx) => importCsv(ctx, bytes(csv), place, send_again))),
  create_link: os.invitations.create_link.handler(({ input, context }) => context.within(async (ctx) => presenter(ctx)(await createLink(ctx, input)))),
  qr_code: os.invitations.qr_code.handler(({ input: { id }, context }) => context.within(async (ctx) => {
    const row = found(await readInvitation(ctx, id))
    const address = found(presenter(ctx)(row).address)
    return { address, ...await drawQrCode(address) }
  })),
  send_again: os.invitations.send_again.handler(({ input: { id }, context }) => context.within(async (ctx) => presenter(ctx)(await sendAgain(ctx, id)))),
  give_back: os.invitations.give_back.handler(({ input: { id }, context }) => context.within(async (ctx) => presenter(ctx)(await giveBack(ctx, id)))),
  withdraw: os.invitations.withdraw.handler(({ input: { id }, context }) => context.within(async (ctx) => presenter(ctx)(await withdraw(ctx, id)))),
}

export const invitationLinkRoutes = {
  read: os.invitation_links.read.handler(async ({ input: { token }, context: { kit, ip } }) => {
    await signInOf(kit).limits.network(ip, 'confirmation')
    const { organisation, row, state } = await openInvitation(kit, token)
    return { state, organisation, language: row.language === 'en' ? 'en' as const : 'fr' as const, tribe: row.tribe === 'customers' ? 'customers' as const : 'employees' as const, email: row.email, name: row.name }
  }),
  accept: os.invitation_links.accept.handler(async ({ input: { token, ...answer }, context }) => {
    const { cookies, ...result } = await accept(context.kit, token, answer, context.session, { ip: context.ip, agent: context.agent })
    cookies.forEach((cookie) => { context.answerHeader('set-cookie', cookie) })
    return result
  }),
}
