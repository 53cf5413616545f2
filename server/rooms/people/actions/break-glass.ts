import { audit } from '#room/organisations'
import type { Kit } from '#kit/context'
import { withIdentity } from '#kit/db'
import { within } from '#kit/within'
import { signInAddress } from '../mails.ts'
import { readMemberships } from '../queries/actors.ts'
import { signInOf } from '../sign-in/index.ts'

/** A sign-in link for an operator who has the machine's command line, once for 15 minutes; null for an address that nobody has. Left in the audit log of every organisation it opens. */
export const signInLink = async (kit: Kit, email: string): Promise<string | null> => {
  const identity = await signInOf(kit).identityOf(email.trim().toLowerCase())
  if (!identity) return null
  const places = await withIdentity(kit.db, identity.id, readMemberships)
  for (const { organisation_id, member_id } of places) await within(kit, organisation_id, (ctx) => audit(ctx, 'sign_in_link.printed', member_id))
  return signInAddress(kit, await signInOf(kit).issue(identity.email, false))
}
