import { parseHTML } from 'linkedom'
import { audit } from '#room/organisations'
import type { Ctx } from '#kit/context'
import { found } from '#kit/problem'
import { readBelongsElsewhere } from '../queries/actors.ts'
import { readMail } from '../queries/outbox.ts'
import { isInvented } from '../rules.ts'

const linksOf = (html: string): { label: string; address: string }[] =>
  [...parseHTML(html).document.querySelectorAll('a[href]')].map((anchor) => ({ label: anchor.textContent.trim(), address: anchor.getAttribute('href') ?? '' }))

/**
 * A mail as it was written. One that opens a session is withheld where its reader belongs to another organisation too: it
 * would lead this one's administrators in there. So is one that a demonstration keeps for somebody who is not invented: it would
 * prove an address that nobody here has proved. Opening any other such mail is in the audit log.
 */
export const openMail = async (ctx: Ctx, id: string) => {
  const { html, ...mail } = found(await readMail(ctx, id))
  if (html === null) return { ...mail, html: null, links: [], withheld: 'delivered' as const }
  if (mail.opens_session) {
    if (mail.stays && !isInvented(mail.recipient)) return { ...mail, html: null, links: [], withheld: 'demonstration' as const }
    if (await readBelongsElsewhere(ctx, mail.recipient)) return { ...mail, html: null, links: [], withheld: 'belongs_elsewhere' as const }
    await audit(ctx, 'mail.opened', id, { kind: mail.kind })
  }
  return { ...mail, html, links: linksOf(html), withheld: null }
}
