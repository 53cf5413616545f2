import { z } from 'zod'
import { deliverEvent, subscription, type Subscriptions } from '#kit/bus'
import type { Connections } from '#kit/connections'
import type { Ctx, Kit } from '#kit/context'
import { eachOrganisation } from '#kit/each-organisation'
import type { RawRoute } from '#kit/http/app'
import type { Job } from '#kit/jobs'
import { sendMail } from '#kit/mail'
import { clearKeptMails, removeKept } from '#kit/mail/kept'
import type { PersonalData } from '#kit/personal-data'
import { within } from '#kit/within'
import * as demonstration from './demonstration/index.ts'
import { ownDataRoutes } from './own-data.ts'
import * as content from '#room/content'
import * as insights from '#room/insights'
import * as links from '#room/links'
import * as organisations from '#room/organisations'
import * as people from '#room/people'
import * as programme from '#room/programme'
import * as sharing from '#room/sharing'

/** The rooms, in order: one may know those before it and none of those after. */
export const roomNames = ['organisations', 'people', 'programme', 'links', 'content', 'sharing', 'insights'] as const

/** What each room holds about people. */
export const personalData: Readonly<Record<string, PersonalData>> = {
  organisations: organisations.personalData, people: people.personalData, programme: programme.personalData,
  links: links.personalData, content: content.personalData, sharing: sharing.personalData, insights: insights.personalData,
}

/** Where an organisation's days begin. */
export const timeZoneOf = async (ctx: Ctx): Promise<string> => (await organisations.organisation(ctx)).time_zone

/** Each room's routes, by the name of its part of the contract. */
export const routers = {
  organisations: organisations.routes,
  people: people.routes,
  programme: programme.routes,
  links: links.routesWith(people.isSmall, timeZoneOf),
  content: content.routes,
  feed: content.feedRoutes,
  sharing: sharing.routes,
  insights: insights.routes,
  own_data: ownDataRoutes(personalData, async (ctx) => (await organisations.organisation(ctx)).name),
  demonstration: demonstration.routes,
}

export const rawRoutes: readonly RawRoute[] = [...organisations.rawRoutes, ...people.rawRoutes, ...content.rawRoutes, ...sharing.rawRoutes, ...demonstration.rawRoutes]

const removal = z.looseObject({ name: z.string(), member_id: z.uuid() })

/** A member who was removed is forgotten by every room that knew them. */
const forgetting: Subscriptions = Object.entries(personalData).map(([room, { erase }]) =>
  subscription('people.removed', `${room}.forget-member`, removal, (ctx, { member_id }) => erase(ctx, member_id)))

/** What has been kept long enough goes, every night: from each room, of each organisation, whatever fails elsewhere. */
const retention: Job = {
  name: 'rooms.retain', schedule: '23 3 * * *',
  run: async (kit) => {
    const ids = await organisations.organisationIds(kit)
    const failures: unknown[] = []
    for (const [room, { retain }] of Object.entries(personalData)) {
      await eachOrganisation(kit, `${room} keeps what is too old`, ids, (id) => within(kit, id, retain)).catch((error: unknown) => { failures.push(error) })
    }
    if (failures.length > 0) throw new AggregateError(failures, 'what is too old was not all forgotten')
  },
}

/** Who hears what. */
export const subscriptions: Subscriptions = [...people.subscriptions, ...links.subscriptions, ...content.subscriptions, ...sharing.subscriptions, ...insights.subscriptions, ...forgetting]

export const jobs: readonly Job[] = [sendMail, clearKeptMails, removeKept, deliverEvent, ...people.jobs, ...links.jobs(timeZoneOf), ...content.jobs, ...insights.jobs(organisations.organisationIds), retention]

/** The queues to make; short rhythms have none. */
export const jobNames = jobs.filter(({ every_seconds }) => every_seconds === undefined).map(({ name }) => name)

export const createDoorkeeper = (kit: Kit, connections: Connections) => people.createDoorkeeper(kit, connections)
