import { parseHTML } from 'linkedom'
import { z } from 'zod'
import { audit, auditedSince } from '#room/organisations'
import type { Ctx } from '#kit/context'
import { found } from '#kit/problem'
import { readBelongsElsewhere } from '../queries/actors.ts'
import { readMember, readMemberByEmail, readNames } from '../queries/members.ts'
import { readMail, readMailIdsFor } from '../queries/outbox.ts'
import { isInvented, openedMailsToldSince } from '../rules.ts'

const linksOf = (html: string): { label: string; address: string }[] =>
  [...parseHTML(html).document.querySelectorAll('a[href]')].map((anchor) => ({ label: anchor.textContent.trim(), address: anchor.getAttribute('href') ?? '' }))

const opened = 'mail.opened'
const keptForWant = z.object({ mail_server: z.literal(false) })

/**
 * A mail as it was written. One that opens a session is withheld where its reader belongs to another organisation too: it
 * would lead this one's administrators in there. So is one that a demonstration keeps for somebody who is not invented: it would
 * prove an address that nobody here has proved. Opening any other such mail is in the audit log, under the name of whom it is for.
 */
export const openMail = async (ctx: Ctx, id: string) => {
  const { html, ...mail } = found(await readMail(ctx, id))
  if (html === null) return { ...mail, html: null, links: [], withheld: 'delivered' as const }
  if (mail.opens_session) {
    if (mail.stays && !isInvented(mail.recipient)) return { ...mail, html: null, links: [], withheld: 'demonstration' as const }
    if (await readBelongsElsewhere(ctx, mail.recipient)) return { ...mail, html: null, links: [], withheld: 'not_here' as const }
    const member = await readMemberByEmail(ctx, mail.recipient)
    await audit(ctx, opened, member?.id ?? id, { kind: mail.kind, mail_server: ctx.kit.mail.delivers, ...(member && { mail_id: id }) })
  }
  return { ...mail, html, links: linksOf(html), withheld: null }
}

export interface OpenedMail { at: Date; reader: string | null; for_want_of_server: boolean }

/** Who else read mails that give access to a member's account, the last one first; an invitation may have been read before they came. */
export const openedMailsOf = async (ctx: Ctx, member_id: string): Promise<OpenedMail[]> => {
  const { email } = found(await readMember(ctx, member_id))
  const entries = (await auditedSince(ctx, opened, [member_id, ...await readMailIdsFor(ctx, email)], openedMailsToldSince(ctx.now))).filter((entry) => entry.member_id !== member_id)
  const names = new Map((await readNames(ctx, entries.flatMap((entry) => entry.member_id ?? []))).map(({ id, name }) => [id, name]))
  return entries.map((entry) => ({ at: entry.at, reader: names.get(entry.member_id ?? '') ?? null, for_want_of_server: keptForWant.safeParse(entry.details).success }))
}
