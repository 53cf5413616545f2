import { pino } from 'pino'
import type pg from 'pg'
import { sql } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import { readSettings } from '../../../env.ts'
import type { Actor, Ctx, Kit } from '#kit/context'
import { createDb, createPool } from '#kit/db'
import { newId } from '#kit/ids'
import { startJobs } from '#kit/jobs'
import { createMail } from '#kit/mail'
import { createOutbound } from '#kit/outbound'
import { within } from '#kit/within'
import { createOrganisation } from '#room/organisations'
import { createProgramme, joinProgramme, themesOf } from '#room/programme'
import { testDatabase } from '#test/database'
import { testKey } from '#test/cluster'
import { placeInFeed } from './actions/place.ts'

interface Draft {
  title: string
  body_text?: string
  language?: string
  visibility?: 'internal' | 'shareable'
  tribes?: Tribe[]
  group_ids?: string[]
  hashtags?: string[]
  theme_id?: string
  channel_id?: string
  kind?: 'link' | 'text'
  address?: string
  campaign?: string
  expires_at?: Date
  captions?: { network: string; language: string; text: string }[]
}

export type Reader = Pick<Actor, 'member_id' | 'tribe' | 'group_ids'>

/** An organisation with a programme, on a database of its own, and what tests of its readers do. */
export interface TestFeed {
  kit: Kit
  owner: pg.ClientConfig
  organisation_id: string
  programme_id: string
  themes: string[]
  as<T>(reader: Reader, work: (ctx: Ctx) => Promise<T>, at: Date, organisation_id?: string): Promise<T>
  /** A new ambassador's member id. */
  ambassador(): Promise<string>
  /** Three members who are ambassadors (two employees and a customer) and one who is not; one of each tribe, and the last, in a group. */
  enrolled(): Promise<{ group_id: string }>
  /** Publishes a content as the desk does; gives its id. */
  publish(draft: Draft, at: Date): Promise<string>
  anotherOrganisation(): Promise<string>
  stop(): Promise<void>
}

export const testFeed = async (): Promise<TestFeed> => {
  const connections = await testDatabase()
  const log = pino({ level: 'silent' })
  const settings = readSettings({ PORT: '0', LOG_LEVEL: 'silent' }, [])
  const pool = createPool(connections.app, log)
  const jobs = await startJobs(connections.app, log, { works: false })
  const kit: Kit = {
    settings, key: testKey, log, db: createDb(pool), jobs, mail: createMail(settings),
    outbound: createOutbound({ allow: [], user_agent: 'test', log }), subscriptions: [], clock: () => new Date(),
  }
  const found = async () => (await createOrganisation(kit, { name: 'Ville claire', language: 'fr', colour: '#225588', time_zone: 'Europe/Paris' }, async () => null)).organisation_id
  const organisation_id = await found()
  const actor = (reader: Reader): Actor => ({ identity_id: newId(), roles: ['ambassador'], language: 'fr', ...reader })
  const as = <T>(reader: Reader, work: (ctx: Ctx) => Promise<T>, at: Date, where = organisation_id) => within({ ...kit, clock: () => at }, where, work, actor(reader))
  const lead: Reader = { member_id: newId(), tribe: 'employees', group_ids: [] }
  const at = new Date('2026-01-05T08:00:00Z')
  const programme = await as(lead, (ctx) => createProgramme(ctx, { name: 'Ambassadeurs', purpose: '', networks: ['linkedin', 'x', 'mastodon', 'instagram'] }), at)
  const themes = (await as(lead, (ctx) => themesOf(ctx, programme.id), at)).map(({ id }) => id)
  const join = (member_id: string) =>
    as({ member_id, tribe: 'employees', group_ids: [] }, (ctx) => joinProgramme(ctx, programme.id, { version: programme.charter_version, language: 'fr' }), at)
  return {
    kit, owner: connections.owner, organisation_id, programme_id: programme.id, themes, as, anotherOrganisation: found,
    async ambassador() {
      const member_id = newId()
      await join(member_id)
      return member_id
    },
    async enrolled() {
      const group_id = newId()
      await as(lead, (ctx) => sql`insert into people.groups (id, organisation_id, name, created_at) values (${group_id}, ${organisation_id}, 'Atelier', ${at})`.execute(ctx.tx), at)
      for (const [tribe, grouped, joins] of [['employees', true, true], ['employees', false, true], ['customers', true, true], ['employees', true, false]] as const) {
        const id = newId()
        await as(lead, async (ctx) => {
          await sql`insert into people.members (id, organisation_id, identity_id, email, name, sort_key, tribe, language, joined_at)
            values (${id}, ${organisation_id}, ${newId()}, ${`${id}@exemple.fr`}, 'Membre', 'membre', ${tribe}, 'fr', ${at})`.execute(ctx.tx)
          if (grouped) await sql`insert into people.group_members (organisation_id, group_id, member_id, added_at) values (${organisation_id}, ${group_id}, ${id}, ${at})`.execute(ctx.tx)
        }, at)
        if (joins) await join(id)
      }
      return { group_id }
    },
    publish: (draft, published_at) => as(lead, async (ctx) => {
      const id = newId()
      const theme_id = draft.theme_id ?? themes[0] ?? null
      const rank = await placeInFeed(ctx, programme.id, theme_id, published_at)
      await sql`insert into content.contents (id, organisation_id, programme_id, kind, state, visibility, language, title, body_text, body_html, address, campaign, theme_id, channel_id, hashtags, tribes, group_ids, published_at, expires_at, created_at, updated_at, rank)
        values (${id}, ${organisation_id}, ${programme.id}, ${draft.kind ?? (draft.address === undefined ? 'text' : 'link')}, 'published', ${draft.visibility ?? 'shareable'}, ${draft.language ?? 'fr'}, ${draft.title}, ${draft.body_text ?? ''}, '',
          ${draft.address ?? null}, ${draft.campaign ?? null}, ${theme_id}, ${draft.channel_id ?? null}, ${draft.hashtags ?? []}, ${draft.tribes ?? []}, ${draft.group_ids ?? []}, ${published_at}, ${draft.expires_at ?? null}, ${published_at}, ${published_at}, ${rank})`.execute(ctx.tx)
      for (const [position, { network, language, text }] of (draft.captions ?? []).entries()) {
        await sql`insert into content.captions (id, organisation_id, content_id, network, language, text, position) values (${newId()}, ${organisation_id}, ${id}, ${network}, ${language}, ${text}, ${position})`.execute(ctx.tx)
      }
      return id
    }, published_at),
    async stop() {
      await jobs.stop()
      await kit.db.destroy()
    },
  }
}
