import type { Subscriptions } from '#kit/bus'
import { deliverEvent } from '#kit/bus'
import type { RawRoute } from '#kit/http/app'
import type { Job } from '#kit/jobs'
import { sendMail } from '#kit/mail'

/** The rooms, in order: one may know those before it and none of those after. */
export const roomNames = [] as const

/** Each room's routes, by the name of its part of the contract. */
export const routers = {}

export const rawRoutes: readonly RawRoute[] = []

/** Who hears what. */
export const subscriptions: Subscriptions = []

export const jobs: readonly Job[] = [sendMail, deliverEvent]

export const jobNames = jobs.map(({ name }) => name)
