import { sql } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Actor, Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { recordHits, type PastRequest } from '#room/links'
import { rollUp } from '../links/roll-up.fixture.ts'
import { enrol, memberCard } from '#room/people'
import { createProgramme, joinProgramme, themesOf } from '#room/programme'
import type { Stage } from '#test/world'
import { likeContent, openContent, reportReading } from '../content/feed/actions/mark.ts'
import { setOffered } from '../content/feed/queries/activity.ts'
import { prepareShare } from '../sharing/actions/prepare.ts'
import { confirmShare, declareShare, openShare } from '../sharing/actions/state.ts'

/** Numbers that look random and are the same at every run (mulberry32). */
export const dice = (seed: number) => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    one: <T>(things: readonly T[]): T => {
      const thing = things[below(things.length)]
      if (thing === undefined) throw new Error('nothing to choose from')
      return thing
    },
    moment: (from: Date, to: Date) => new Date(from.getTime() + next() * (to.getTime() - from.getTime())),
  }
}
export type Dice = ReturnType<typeof dice>

/** Does something as a member, at a moment of the past. */
export const at = <T>({ kit }: Stage, organisation_id: string, actor: Actor, moment: Date, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  within(kit, organisation_id, (ctx) => work({ ...ctx, now: moment }), actor)

export const actorOf = async ({ kit }: Stage, organisation_id: string, member_id: string): Promise<Actor> => {
  const card = await within(kit, organisation_id, (ctx) => memberCard(ctx, member_id))
  if (!card) throw new Error('no such member')
  return { identity_id: null, member_id, roles: card.roles, tribe: card.tribe, group_ids: card.group_ids, language: 'fr' }
}

/** A programme with some contents that were published over a season. */
export const openSeason = async (stage: Stage, organisation_id: string, lead: Actor, { from, to, contents, random, name = 'Ambassadeurs', offered = 40 }: { from: Date; to: Date; contents: number; random: Dice; name?: string; offered?: number }) => {
  const programme = await at(stage, organisation_id, lead, from, (ctx) => createProgramme(ctx, { name, purpose: 'Dire ce que nous savons', networks: ['linkedin', 'x', 'bluesky'] }))
  const themes = await at(stage, organisation_id, lead, from, (ctx) => themesOf(ctx, programme.id))
  const rows = Array.from({ length: contents }, (_, number) => ({
    id: newId(), organisation_id, programme_id: programme.id, kind: 'link', state: 'published', visibility: number % 5 === 4 ? 'internal' : 'shareable', language: 'fr', title: `Contenu ${number}`,
    body_text: 'Quelques mots', address: `https://exemple.fr/${number}`, theme_id: number % 4 === 3 ? null : random.one(themes).id, tribes: number % 6 === 2 ? ['employees'] : [],
    published_at: random.moment(from, to), created_at: from, updated_at: from, rank: number,
  }))
  await at(stage, organisation_id, lead, from, (ctx) => ctx.tx.insertInto('content.contents').values(rows).execute())
  // so many ambassadors that no figure is held back for having been offered to few
  for (const { id, published_at } of rows) await at(stage, organisation_id, lead, from, (ctx) => setOffered(ctx, id, published_at.toISOString().slice(0, 10), [{ tribe: 'employees', group_id: null, members: offered }]))
  return { programme_id: programme.id, contents: rows, theme_ids: themes.map(({ id }) => id) }
}

/** New ambassadors of the programme, each in one of the groups. */
export const gather = async (stage: Stage, organisation_id: string, programme_id: string, people: readonly { email: string; tribe: Tribe; group_ids: string[] }[], since: Date): Promise<Actor[]> => {
  const ids = await within(stage.kit, organisation_id, (ctx) => enrol(ctx, people.map((one) => ({ ...one, name: one.email, language: 'fr' as const, roles: ['ambassador' as const], joined_at: since })), true))
  const actors: Actor[] = []
  for (const id of ids) {
    const actor = await actorOf(stage, organisation_id, id)
    await at(stage, organisation_id, actor, since, (ctx) => joinProgramme(ctx, programme_id, { version: 1, language: 'fr' }))
    actors.push(actor)
  }
  return actors
}

const caller = { ip: '198.51.100.1', agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }

export const read = async (stage: Stage, organisation_id: string, actor: Actor, content_id: string, moment: Date): Promise<void> => {
  await at(stage, organisation_id, actor, new Date(moment.getTime() - 60_000), (ctx) => openContent(ctx, content_id))
  await at(stage, organisation_id, actor, moment, (ctx) => reportReading(ctx, content_id, { visible_seconds: 45, scrolled_percent: 60, followed: false }))
}
export const like = (stage: Stage, organisation_id: string, actor: Actor, content_id: string, moment: Date) => at(stage, organisation_id, actor, moment, (ctx) => likeContent(ctx, content_id))

/** Opens a share, and perhaps declares and confirms it; gives its id and its link's. */
export const share = async (stage: Stage, organisation_id: string, actor: Actor, content_id: string, network: 'linkedin' | 'x' | 'bluesky', moment: Date, after: { declared?: boolean; confirmed?: boolean } = {}) => {
  const { id } = await at(stage, organisation_id, actor, moment, (ctx) => prepareShare(ctx, content_id, network, caller))
  await at(stage, organisation_id, actor, moment, (ctx) => openShare(ctx, id, { caption: 'À lire', caption_id: null }, caller))
  if (after.declared) await at(stage, organisation_id, actor, moment, (ctx) => declareShare(ctx, id))
  if (after.confirmed) await at(stage, organisation_id, actor, moment, (ctx) => confirmShare(ctx, id))
  const row = await at(stage, organisation_id, actor, moment, (ctx) => ctx.tx.selectFrom('sharing.shares').select('link_id').where('id', '=', id).executeTakeFirstOrThrow())
  return { id, link_id: row.link_id ?? '', network, content_id, opened_at: moment }
}

const kinds: readonly Pick<PastRequest, 'agent' | 'method' | 'purpose'>[] = [
  { agent: caller.agent }, { agent: caller.agent }, { agent: caller.agent }, { agent: 'Twitterbot/1.0' }, { agent: '' },
  { agent: caller.agent, method: 'HEAD' }, { agent: caller.agent, purpose: 'prefetch' }, { agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
]

/** A request for a link: human three times of eight. */
export const someRequest = (random: Dice, link_id: string, moment: Date): PastRequest =>
  ({ link_id, at: moment, ip: `203.0.113.${random.below(250)}`, ...random.one(kinds) })

export const visit = (link_id: string, moment: Date, ip: string): PastRequest => ({ link_id, at: moment, ip, agent: caller.agent })

/** Records requests and brings the rollups up to them. */
export const record = async ({ kit }: Stage, organisation_id: string, requests: readonly PastRequest[], period: { from: string; to: string }) => {
  const counted = await within(kit, organisation_id, (ctx) => recordHits(ctx, requests))
  await rollUp(kit, { organisation_id, time_zone: 'Europe/Paris', ...period })
  return counted
}

/** Writes down that a member was there on a day. */
export const beThere = (stage: Stage, organisation_id: string, actor: Actor, moment: Date) => at(stage, organisation_id, actor, moment, (ctx) =>
  sql`insert into people.connections (organisation_id, member_id, day) values (${organisation_id}, ${actor.member_id}, (${moment}::timestamptz at time zone 'Europe/Paris')::date) on conflict do nothing`.execute(ctx.tx))
