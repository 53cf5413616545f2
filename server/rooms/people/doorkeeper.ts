import { organisation } from '#room/organisations'
import type { Connections } from '#kit/connections'
import type { Kit } from '#kit/context'
import type { Doorkeeper } from '#kit/http/reader'
import { within } from '#kit/within'
import { readActor, writePresence } from './queries/actors.ts'
import { dayIn, isRole, presence_minutes, presenceIsStale } from './rules.ts'
import { startSignIn } from './sign-in/index.ts'

const noticePresence = (kit: Kit, organisation_id: string, member_id: string): Promise<void> =>
  within(kit, organisation_id, async (ctx) => {
    const { time_zone } = await organisation(ctx)
    await writePresence(ctx, member_id, dayIn(ctx.now, time_zone), new Date(ctx.now.getTime() - presence_minutes * 60_000))
  })

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
        return {
          identity_id, member_id: row.member_id, roles: row.roles.filter(isRole), tribe: row.tribe === 'customers' ? 'customers' : 'employees',
          group_ids: row.group_ids, language: row.language === 'en' ? 'en' : 'fr',
        }
      },
    },
    close: () => sign_in.end(),
  }
}
