import { organisation } from '#room/organisations'
import type { Connections } from '#kit/connections'
import type { Actor, Kit } from '#kit/context'
import type { Doorkeeper } from '#kit/http/reader'
import { within } from '#kit/within'
import { readActor, writePresence, type ActorRow } from './queries/actors.ts'
import { dayIn, isRole, presence_minutes, presenceIsStale } from './rules.ts'
import { startSignIn } from './sign-in/index.ts'

const noticePresence = (kit: Kit, organisation_id: string, member_id: string): Promise<void> =>
  within(kit, organisation_id, async (ctx) => {
    const { time_zone } = await organisation(ctx)
    await writePresence(ctx, member_id, dayIn(ctx.now, time_zone), new Date(ctx.now.getTime() - presence_minutes * 60_000))
  })

const actorOf = ({ member_id, roles, tribe, group_ids, language }: ActorRow, identity_id: string): Actor => ({
  identity_id, member_id, roles: roles.filter(isRole), tribe: tribe === 'customers' ? 'customers' : 'employees', group_ids, language: language === 'en' ? 'en' : 'fr',
})

/** The member that an identity is in an organisation, or null. */
export const memberIn = async (kit: Kit, organisation_id: string, identity_id: string): Promise<Actor | null> => {
  const row = await readActor(kit.db, organisation_id, identity_id)
  return row ? actorOf(row, identity_id) : null
}

/** Knows who is asking: the session of the cookie, and the member that it makes somebody in an organisation. */
export const createDoorkeeper = (kit: Kit, connections: Connections): { doorkeeper: Doorkeeper; close(): Promise<void> } => {
  const sign_in = startSignIn(kit, connections)
  return {
    doorkeeper: {
      session: (_kit, headers) => sign_in.session(headers),
      async actor(_kit, { identity_id }, organisation_id) {
        const row = await readActor(kit.db, organisation_id, identity_id)
        if (!row) return null
        if (presenceIsStale(row.last_seen_at, kit.clock())) await noticePresence(kit, organisation_id, row.member_id)
        return actorOf(row, identity_id)
      },
    },
    close: () => sign_in.end(),
  }
}
