import { z } from 'zod'
import { subscription, type Subscriptions } from '#kit/bus'
import { tellOfDomain, tellOfPassedDomain } from './actions/tell-of-domain.ts'

const failing = z.looseObject({ name: z.string(), host: z.string(), since: z.iso.datetime(), record_name: z.string(), record_value: z.string() })

const passed = z.looseObject({ name: z.string(), host: z.string(), gained: z.boolean() })

export const subscriptions: Subscriptions = [
  subscription('links.domain_failing', 'people.tell-of-domain', failing, tellOfDomain),
  subscription('links.domain_passed', 'people.tell-of-passed-domain', passed, tellOfPassedDomain),
]
