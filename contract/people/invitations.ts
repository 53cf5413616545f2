import { z } from 'zod'
import { route } from '../route.ts'
import { colour, file64, id, instant, language, lineOrNothing, page, pageInput, qrCode, text, tribe } from '../shapes.ts'
import { emailAddress, endedSessions, memberName, role } from './shapes.ts'
import { linkToken } from './sign-in.ts'

const tags = ['people']

/** What somebody who accepts will be. */
export const place = z.object({
  tribe,
  language,
  roles: z.array(role).max(7).default(['ambassador']),
  group_ids: z.array(id).max(100).default([]),
  expires_in_days: z.number().int().min(1).max(365).default(30),
})

export const invitationState = z.enum(['open', 'accepted', 'expired', 'withdrawn', 'used_up'])

export const invitation = z.object({
  id,
  /** Null for a link or QR code. */
  email: z.string().nullable(),
  name: z.string(),
  label: z.string(),
  state: invitationState,
  tribe,
  language,
  roles: z.array(role),
  group_ids: z.array(id),
  invited_by: id.nullable(),
  created_at: instant,
  sent_at: instant.nullable(),
  sendings: z.number().int(),
  expires_at: instant,
  uses: z.number().int(),
  max_uses: z.number().int().nullable(),
  /** Links only: the address to pass on. */
  address: z.string().nullable(),
})
export type Invitation = z.infer<typeof invitation>

/**
 * What becomes of an address: invited; sent again, as was asked; invited already and left as it is; mailed too lately, or too often, to be
 * mailed now; a member already; named twice here.
 */
export const outcome = z.enum(['invited', 'sent_again', 'invited_already', 'too_soon', 'too_often', 'member_already', 'named_twice'])
export type Outcome = z.infer<typeof outcome>

const dates = {
  /** Since when the address is invited; null: it is not. */
  invited_at: instant.nullable(),
  /** From when it may be mailed again, where that is not now; null as well where it may never be again. */
  again_at: instant.nullable(),
}
const outcomes = z.object({ items: z.array(z.object({ email: z.string(), outcome, ...dates })) })

/** An address as a mail's header writes it: `nina@example.org` or `Nina Roux <nina@example.org>`. */
const mailbox = z.string().trim().min(1).max(400)
export const most_addresses = 1_000

/** Whether those who are invited already get their mail again. */
const sendAgain = z.boolean().default(false)

const csv = z.object({ csv: file64(5), place, send_again: sendAgain })

/** A row of a file of people: what it will do, or what is wrong with it. `line` counts from 1 as spreadsheets do. */
export const csvRow = z.object({
  line: z.number().int(),
  email: z.string(),
  name: z.string(),
  tribe,
  language,
  roles: z.array(role),
  groups: z.array(z.string()),
  outcome: outcome.nullable(),
  ...dates,
  /** `column` is empty where the line as a whole is wrong. */
  errors: z.array(z.object({ column: z.string(), code: z.string(), message: z.string() })),
})
export type CsvRow = z.infer<typeof csvRow>

export const csvPreview = z.object({
  rows: z.array(csvRow),
  /** Groups that the file names and that will be made. */
  new_groups: z.array(z.string()),
  unknown_columns: z.array(z.string()),
  counts: z.record(z.enum([...outcome.options, 'wrong']), z.number().int()),
})
export type CsvPreview = z.infer<typeof csvPreview>

export const invitations = {
  list: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'GET', path: '/invitations', summary: 'Invitations, the newest first', tags })
    .input(z.object({ ...pageInput, kind: z.enum(['email', 'link']).optional(), state: invitationState.optional() }))
    .output(page(invitation)),
  invite: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'POST', path: '/invitations', summary: 'Invite one or many addresses', tags, successStatus: 201 })
    .input(z.object({ emails: z.array(mailbox).min(1).max(most_addresses), place, send_again: sendAgain }))
    .output(outcomes),
  preview: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'POST', path: '/invitations/preview', summary: 'Read people from a pasted text and say what inviting them will do', tags })
    .input(z.object({ text: text(100_000), send_again: sendAgain }))
    .output(z.object({
      /** `mailbox` is what inviting them takes. */
      items: z.array(z.object({ email: z.string(), name: z.string(), mailbox: z.string(), outcome, ...dates })),
      /** What looks like an address and is none. */
      wrong: z.array(z.string()),
    })),
  preview_csv: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'POST', path: '/invitations/csv-preview', summary: 'Read a CSV file of people and say row by row what will happen', tags })
    .input(csv)
    .output(csvPreview),
  import_csv: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'POST', path: '/invitations/csv', summary: 'Invite the good rows of a CSV file', tags, successStatus: 201 })
    .input(csv)
    .output(csvPreview),
  create_link: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'POST', path: '/invitations/links', summary: 'Make an invitation for whoever holds its link or QR code', tags, successStatus: 201 })
    .input(z.object({ label: lineOrNothing(80).default(''), place, max_uses: z.number().int().min(1).max(100_000).nullable().default(null) }))
    .output(invitation),
  qr_code: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'GET', path: '/invitations/{id}/qr-code', summary: 'The QR code of an invitation by link, as SVG and as PNG', tags })
    .input(z.object({ id }))
    .output(qrCode),
  send_again: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'POST', path: '/invitations/{id}/sendings', summary: 'Send an invitation again and give it new time', tags, successStatus: 201 })
    .input(z.object({ id }))
    .output(invitation),
  withdraw: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'PUT', path: '/invitations/{id}/withdrawal', summary: 'Withdraw an invitation: its link opens nothing any more', tags })
    .input(z.object({ id }))
    .output(invitation),
  give_back: route
    .meta({ permission: 'people.invite' })
    .route({ method: 'DELETE', path: '/invitations/{id}/withdrawal', summary: 'Take a withdrawal back: the invitation is what it was, with the time it has left', tags })
    .input(z.object({ id }))
    .output(invitation),
}

/** What somebody who holds a link sees before they accept. */
export const openedInvitation = z.object({
  state: invitationState,
  organisation: z.object({ id, name: z.string(), colour, logo_address: z.string().nullable() }),
  language,
  tribe,
  /** The address that was invited; null: the person gives theirs. */
  email: z.string().nullable(),
  name: z.string(),
})
export type OpenedInvitation = z.infer<typeof openedInvitation>

export const invitationLinks = {
  read: route
    .meta({ permission: 'anyone' })
    .route({ method: 'GET', path: '/invitation-links/{token}', summary: 'What a link invites to; reading it uses nothing up', tags })
    .input(z.object({ token: linkToken }))
    .output(openedInvitation),
  accept: route
    .meta({ permission: 'anyone' })
    .route({ method: 'POST', path: '/invitation-links/{token}/acceptance', summary: 'Accept: become a member, at once or once the address is proved', tags })
    .input(z.object({ token: linkToken, name: memberName, language, email: emailAddress.optional() }))
    .output(z.object({ state: z.enum(['joined', 'check_mail']), organisation_id: id.nullable(), ended_sessions: endedSessions.nullable() })),
}
