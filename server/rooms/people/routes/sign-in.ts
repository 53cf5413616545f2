import { implement } from '@orpc/server'
import { people } from '@portevoix/contract/people'
import { firstVisitOpen } from '#room/organisations'
import { guard } from '#kit/http/serve'
import type { Request, Session } from '#kit/http/request'
import { found, problem } from '#kit/problem'
import { openInstallation } from '../actions/arrivals.ts'
import { enterBy } from '../actions/entering.ts'
import { changeMe } from '../actions/me.ts'
import { openedMailsOf } from '../actions/outbox.ts'
import { hostOf, memberships } from '../actions/session.ts'
import { sealAsked } from '../sign-in/asked.ts'
import { signInOf } from '../sign-in/index.ts'
import { link_minutes } from '../sign-in/library.ts'
import { sendSignInLink } from '../jobs.ts'

const os = implement(people).$context<Request>().use(guard)

const signedIn = ({ session }: Request): Session => session ?? problem(401, 'signed_out')

const give = (context: Request, cookies: readonly string[]) => { cookies.forEach((cookie) => { context.answerHeader('set-cookie', cookie) }) }

export const signInRoutes = {
  session: os.session.handler(async ({ context }) => {
    const { kit, session, headers } = context
    if (session) give(context, await signInOf(kit).refresh(headers))
    return {
      identity: session && { id: session.identity_id, email: session.email, session_id: session.id, signed_in_at: session.created_at.toISOString() },
      memberships: session ? await memberships(kit, session.identity_id) : [],
      first_visit: await firstVisitOpen(kit),
      host: await hostOf(kit),
      mail_delivered: kit.mail.delivers,
    }
  }),
  first_visit: os.first_visit.handler(async ({ input: { organisation, administrator }, context }) => {
    const { kit } = context
    await signInOf(kit).limits.network(context.ip)
    const { logo, ...draft } = organisation
    const { organisation_id, entry } = await openInstallation(kit, { ...draft, logo: logo === null ? null : Buffer.from(logo, 'base64') }, administrator, context.agent)
    give(context, entry.cookies)
    return { organisation_id }
  }),
  request_link: os.request_link.handler(async ({ input: { email }, context }) => {
    const { kit, ip } = context
    const { limits } = signInOf(kit)
    await limits.network(ip)
    await limits.address(email)
    await kit.db.transaction().execute((tx) => kit.jobs.send(tx, sendSignInLink.name, { asked: sealAsked(kit, email) }))
    return { minutes: link_minutes }
  }),
  enter: os.enter.handler(async ({ input: { token }, context }) => {
    await signInOf(context.kit).limits.network(context.ip, 'confirmation')
    const entered = (await enterBy(context.kit, token, context.session, context.agent)) ?? problem(410, 'people.link_over')
    const { cookies, ...arrival } = entered
    give(context, cookies)
    return arrival
  }),
  leave: os.leave.handler(async ({ context }) => { give(context, await signInOf(context.kit).close(context.headers)) }),
  sessions: os.sessions.handler(async ({ context }) => {
    const current = signedIn(context)
    const items = await signInOf(context.kit).sessions(current.identity_id)
    return { items: items.map(({ id, created_at, used_at, agent }) => ({ id, current: id === current.id, opened_at: created_at.toISOString(), used_at: used_at.toISOString(), agent: agent ?? '' })) }
  }),
  end_session: os.end_session.handler(async ({ input: { id }, context }) => {
    found((await signInOf(context.kit).endSession(signedIn(context).identity_id, id)) || null)
  }),
  end_sessions: os.end_sessions.handler(async ({ context }) => {
    const { identity_id } = signedIn(context)
    give(context, await signInOf(context.kit).close(context.headers))
    await signInOf(context.kit).endSessions(identity_id)
  }),
  opened_mails: os.opened_mails.handler(({ context }) => context.within(async (ctx) => ({
    items: (await openedMailsOf(ctx, found(ctx.actor.member_id))).map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
  }))),
  update_me: os.update_me.handler(({ input, context }) => context.within((ctx) => changeMe(ctx, input))),
}
