import { implement } from '@orpc/server'
import { demonstration } from '@portevoix/contract/demonstration'
import { audit, drawLogo } from '#room/organisations'
import { putSessionAside, signInOf, takeSessionUp } from '#room/people'
import type { RawRoute } from '#kit/http/app'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { found, notFound, refuseField } from '#kit/problem'
import { accessOf, stateOf } from './access.ts'
import { article } from './article.ts'
import { makeAndTell, removeDemonstrations } from './making.ts'
import { partOf } from './personas.ts'

const os = implement(demonstration).$context<Request>().use(guard)

const give = (context: Request, cookies: readonly string[]) => { cookies.forEach((cookie) => { context.answerHeader('set-cookie', cookie) }) }

/** An administrator's doing is in their own log; an invented person's is in none. */
const note = async (context: Request, inside: boolean, action: string, subject: string): Promise<void> => {
  if (!inside && context.actor) await context.within((ctx) => audit(ctx, action, subject))
}

export const routes = os.router({
  read: os.read.handler(({ context }) => stateOf(context)),
  create: os.create.handler(async ({ input: { logo, ...wishes }, context }) => {
    const { kit, session, ip } = context
    const { open, inside, organisation_id } = await accessOf(context)
    if (!open) return notFound()
    if (!session) await signInOf(kit).limits.network(ip)
    const picture = logo === null ? null : Buffer.from(logo, 'base64')
    if (picture && !(await drawLogo(picture))) return refuseField('logo', 'organisations.unreadable_logo')
    if (wishes.again && organisation_id !== null) await note(context, inside, 'demonstration.removed', organisation_id)
    if (wishes.again || organisation_id === null) await note(context, inside, 'demonstration.created', context.organisation_id ?? '')
    // whoever is one of its people is nobody once they are gone
    if (wishes.again && inside) give(context, takeSessionUp(kit.settings, context.headers))
    return makeAndTell(kit, { ...wishes, logo: picture })
  }),
  play: os.play.handler(async ({ input: { persona }, context }) => {
    const { kit, session, headers, agent, ip } = context
    const { open, inside, organisation_id } = await accessOf(context)
    if (!open || organisation_id === null) return notFound()
    if (!session) await signInOf(kit).limits.network(ip)
    const identity = found(await signInOf(kit).identityOf(partOf(persona).email))
    if (session && inside) await signInOf(kit).endSession(session.identity_id, session.id)
    else if (session) give(context, putSessionAside(kit.settings, headers))
    give(context, (await signInOf(kit).open(identity, agent)).cookies)
    return { organisation_id }
  }),
  leave: os.leave.handler(async ({ context }) => {
    const { kit, session, headers } = context
    const { inside } = await accessOf(context)
    if (!inside) notFound()
    if (session) await signInOf(kit).endSession(session.identity_id, session.id)
    give(context, takeSessionUp(kit.settings, headers))
  }),
  remove: os.remove.handler(async ({ context }) => {
    const { kit, session, headers, ip } = context
    const { open, inside, organisation_id } = await accessOf(context)
    const id = found(open ? organisation_id : null)
    if (!session) await signInOf(kit).limits.network(ip)
    await removeDemonstrations(kit)
    await note(context, inside, 'demonstration.removed', id)
    if (inside) give(context, takeSessionUp(kit.settings, headers))
  }),
})

export const rawRoutes: readonly RawRoute[] = [article]
