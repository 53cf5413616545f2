import { z } from 'zod'
import { networkIds } from './networks/shape.ts'
import { route } from './route.ts'
import { colour, id, instant, language, line, text } from './shapes.ts'

const networks = z.array(z.enum(networkIds)).min(1).max(networkIds.length)
  .refine((list) => new Set(list).size === list.length, { params: { code: 'programme.network_twice' } })

/** A word after `#`, written with or without it. */
const hashtag = z.string().trim().max(100).regex(/^#?[\p{L}\p{N}_]+$/u)

export const openProgramme = z.object({
  id,
  name: z.string(),
  purpose: z.string(),
  networks: z.array(z.enum(networkIds)),
  disclosure_hashtag: z.string().nullable(),
  utm_enabled: z.boolean(),
  created_at: instant,
  /** The actor's own part in it: since when they are an ambassador, and whether a charter waits for their agreement. */
  joined_at: instant.nullable(),
  charter_to_accept: z.boolean(),
})
export type Programme = z.infer<typeof openProgramme>

export const theme = z.object({ id, name: z.string(), colour: z.string(), target_percent: z.number().int() })
export type Theme = z.infer<typeof theme>

/** A charter as its reader sees it: `html` is made from the Markdown of that language, sanitised. */
export const charter = z.object({
  programme_id: id,
  version: z.number().int(),
  published_at: instant,
  language,
  html: z.string(),
  accepted: z.object({ version: z.number().int(), language, accepted_at: instant }).nullable(),
  /** The organisation never had five members: the team's figures can be told to belong to somebody. */
  small: z.boolean(),
})
export type Charter = z.infer<typeof charter>

export const charterVersion = z.object({
  version: z.number().int(),
  published_at: instant,
  markdown_fr: z.string(),
  markdown_en: z.string(),
  /** Proofs kept of this version, rounded down to a multiple of five; null: fewer than five. An organisation that never had five members sees the exact number. */
  acceptances: z.number().int().nullable(),
})
export type CharterVersion = z.infer<typeof charterVersion>

/** What leaving does, said before it is done and after. */
export const departure = z.object({
  /** Keys of the catalogue: programme.leave.erased.<key>, programme.leave.kept.<key>. */
  erased: z.array(z.enum(['membership', 'acceptances', 'reads', 'marks', 'captions', 'identity_on_links', 'ranking'])),
  kept: z.array(z.enum(['totals', 'links', 'departures'])),
})

const tags = ['programme']
const one = z.object({ programme_id: id })
const markdown = text(60_000).refine((value) => value.trim() !== '', { params: { code: 'required' } })

export const programme = {
  list: route.meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes', summary: 'The programmes that are open, and one’s own part in each', tags })
    .output(z.object({ items: z.array(openProgramme) })),
  create: route.meta({ permission: 'programme.manage' })
    .route({ method: 'POST', path: '/programmes', summary: 'Open a programme, with the usual mix of themes and a first charter', tags, successStatus: 201 })
    .input(z.object({ name: line(120), purpose: text(2000).default(''), networks }))
    .output(openProgramme),
  read: route.meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes/{programme_id}', summary: 'One programme', tags })
    .input(one).output(openProgramme),
  update: route.meta({ permission: 'programme.manage' })
    .route({ method: 'PATCH', path: '/programmes/{programme_id}', summary: 'Change the name, the purpose, the networks or how shares are marked', tags })
    .input(one.extend({
      name: line(120).optional(), purpose: text(2000).optional(), networks: networks.optional(),
      disclosure_hashtag: hashtag.nullable().optional(), utm_enabled: z.boolean().optional(),
    }))
    .output(openProgramme),
  themes: route.meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/themes', summary: 'The themes and the share of the mix each should take', tags })
    .input(one).output(z.object({ items: z.array(theme) })),
  setThemes: route.meta({ permission: 'programme.manage' })
    .route({ method: 'PUT', path: '/programmes/{programme_id}/themes', summary: 'Replace the themes; those left out are archived', tags })
    .input(one.extend({ themes: z.array(z.object({ id: id.optional(), name: line(80), colour, target_percent: z.number().int().min(0).max(100) })).min(1).max(20) }))
    .output(z.object({ items: z.array(theme) })),
  charter: route.meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/charter', summary: 'The charter in force, in one’s language, and the version one accepted', tags })
    .input(one.extend({ language: language.optional() })).output(charter),
  charterVersions: route.meta({ permission: 'programme.manage' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/charter-versions', summary: 'Every version of the charter, latest first', tags })
    .input(one).output(z.object({ items: z.array(charterVersion) })),
  publishCharter: route.meta({ permission: 'programme.manage' })
    .route({ method: 'POST', path: '/programmes/{programme_id}/charter-versions', summary: 'Publish a new version of the charter: every ambassador is asked again', tags, successStatus: 201 })
    .input(one.extend({ based_on_version: z.number().int(), markdown_fr: markdown, markdown_en: markdown })).output(charterVersion),
  previewCharter: route.meta({ permission: 'programme.manage' })
    .route({ method: 'POST', path: '/charter-preview', summary: 'How this Markdown will read', tags })
    .input(z.object({ markdown: text(60_000) })).output(z.object({ html: z.string() })),
  join: route.meta({ permission: 'member' })
    .route({ method: 'PUT', path: '/programmes/{programme_id}/acceptance', summary: 'Accept the charter’s version in force; this is how one becomes an ambassador', tags })
    .input(one.extend({ version: z.number().int(), language })).output(openProgramme),
  leave: route.meta({ permission: 'member' })
    .route({ method: 'DELETE', path: '/programmes/{programme_id}/acceptance', summary: 'Leave the programme, at once', tags })
    .input(one).output(departure),
}
