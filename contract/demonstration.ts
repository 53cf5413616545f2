import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { picture } from './organisations.ts'
import { route } from './route.ts'
import { colour, id, language, line } from './shapes.ts'

/** Whom a visitor of the demonstration may be. */
export const personas = ['lead', 'curator', 'moderator', 'sponsor', 'manager', 'admin', 'ambassador_employee', 'ambassador_customer'] as const
export const persona = z.enum(personas)
export type Persona = z.infer<typeof persona>

/** Its colour, where the visitor lends it none. */
export const inventedColour = '#0f5f6b'

/** What is being made, in order; their words are `steps.<step>` of demonstration.json. */
export const steps = ['pictures', 'people', 'contents', 'visits', 'shares', 'clicks', 'figures', 'ready'] as const
export const step = z.enum(steps)
export type Step = z.infer<typeof step>

export const progress = z.object({ step, percent: z.number().int().min(0).max(100) })
export type Progress = z.infer<typeof progress>

export const demonstrationState = z.object({
  /** The organisation's name, where there is a demonstration that the caller may enter. */
  organisation_name: z.string().nullable(),
  /** The caller may make one, or enter the one there is. */
  open: z.boolean(),
  /** Whom the caller is in it; null for somebody who is not in it. */
  persona: persona.nullable(),
  /** Leaving leads back to the caller's own organisation. */
  returns: z.boolean(),
})
export type DemonstrationState = z.infer<typeof demonstrationState>

export const demonstration = {
  read: route
    .meta({ permission: 'anyone' })
    .route({ method: 'GET', path: '/demonstration', summary: 'Whether there is a demonstration, and whom the caller is in it', tags: ['demonstration'] })
    .output(demonstrationState),
  create: route
    .meta({ permission: 'anyone' })
    .route({ method: 'POST', path: '/demonstration', summary: 'Make the demonstration, in the visitor’s own name and colours; tells how far it is. One that is there already stays as it is, and is ready at once, unless another is asked for in its place', tags: ['demonstration'] })
    .input(z.object({
      name: line(120).optional(), colour: colour.optional(), logo: picture.nullable().default(null), language,
      /** The one that is there, with all that was done in it, makes room for the new one. */
      again: z.boolean().default(false),
    }))
    .output(eventIterator(progress)),
  remove: route
    .meta({ permission: 'anyone' })
    .route({ method: 'DELETE', path: '/demonstration', summary: 'Remove the demonstration with everything in it', tags: ['demonstration'], successStatus: 204 }),
  play: route
    .meta({ permission: 'anyone' })
    .route({ method: 'POST', path: '/demonstration/role', summary: 'Be somebody else in the demonstration', tags: ['demonstration'], successStatus: 201 })
    .input(z.object({ persona }))
    .output(z.object({ organisation_id: id })),
  leave: route
    .meta({ permission: 'signed_in' })
    .route({ method: 'DELETE', path: '/demonstration/role', summary: 'Leave the demonstration, back to one’s own organisation where one came from there', tags: ['demonstration'], successStatus: 204 }),
}
