import { z } from 'zod'
import { brandOf } from '#room/organisations'
import { withIdentity } from '#kit/db'
import { job, type Job } from '#kit/jobs'
import { within } from '#kit/within'
import { signInLetter } from './mails.ts'
import { readMemberships, readPlaceless } from './queries/actors.ts'
import { openAsked } from './sign-in/asked.ts'
import { signInOf } from './sign-in/index.ts'

/** Mails a sign-in link, where the address is somebody's; the asking itself was answered long ago, the same for all. */
export const sendSignInLink = job({
  name: 'people.send-sign-in-link',
  input: z.object({ asked: z.string() }),
  run: async (kit, { asked }) => {
    const { email } = openAsked(kit, asked)
    const sign_in = signInOf(kit)
    const identity = await sign_in.identityOf(email)
    if (!identity) return
    const [place] = await withIdentity(kit.db, identity.id, readMemberships)
    if (!place) return
    await within(kit, place.organisation_id, async (ctx) => {
      const token = await sign_in.issue(email, kit.mail.delivers)
      const brand = await brandOf(ctx)
      const letter = signInLetter(kit, { language: place.language === 'en' ? 'en' : 'fr', name: place.name, organisation_name: brand.name, token })
      await kit.mail.send(ctx, { kind: 'sign_in', to: email, brand, letter, opens_session: true })
    })
  },
})

/** Removes what is over: sessions, links, attempts, and identities that have had no place for a day. */
const forgetExpired: Job = {
  name: 'people.forget-expired', schedule: '17 3 * * *',
  async run(kit) {
    const sign_in = signInOf(kit)
    await sign_in.forgetExpired()
    for await (const ids of sign_in.settledIdentities()) {
      const placeless = await readPlaceless(kit.db, ids)
      if (placeless.length) await sign_in.deleteIdentities(placeless)
    }
  },
}

export const jobs: readonly Job[] = [sendSignInLink, forgetExpired]
