import { z } from 'zod'
import { subscription, type Subscriptions } from '#kit/bus'
import { tellOfDomain } from './actions/tell-of-domain.ts'

const failing = z.looseObject({ name: z.string(), host: z.string(), since: z.iso.datetime(), record_name: z.string(), record_value: z.string() })

export const subscriptions: Subscriptions = [subscription('links.domain_failing', 'people.tell-of-domain', failing, tellOfDomain)]
