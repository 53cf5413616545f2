import type { AuditDetails } from '@portevoix/contract/organisations'
import type { Language } from '@portevoix/contract/shapes'
import { readableOn } from '@portevoix/contract/colour'
import { emit } from '#kit/bus'
import type { Ctx, Kit } from '#kit/context'
import { systemActor } from '#kit/context'
import { basePath } from '#kit/http/base-path'
import { newId } from '#kit/ids'
import type { Brand } from '#kit/mail/letter'
import { found, refuseField } from '#kit/problem'
import { within } from '#kit/within'
import { drawLogo } from './logo.ts'
import {
  changeOrganisation, deleteOrganisation, insertAuditEntry, insertOrganisation, lockDemonstration, lockFirstVisit, readDemonstrationIds, readFirstVisitOpen, readLogo, readOrganisation,
  type OrganisationChanges, type OrganisationRow,
} from './queries.ts'

export interface Organisation {
  id: string
  name: string
  language: Language
  colour: string
  time_zone: string
  /** A path of this installation, or null. */
  logo_address: string | null
  demonstration: boolean
  created_at: Date
}

export interface OrganisationDraft {
  name: string
  language: Language
  /** `#rrggbb` */
  colour: string
  time_zone: string
  /** A picture as it was sent. */
  logo?: Buffer | null
  demonstration?: boolean
}

const present = ({ kit }: Ctx, row: OrganisationRow): Organisation => ({
  id: row.id, name: row.name, language: row.language === 'en' ? 'en' : 'fr', colour: row.colour, time_zone: row.time_zone,
  logo_address: row.logo_version ? `${basePath(kit.settings.base_url)}/logos/${row.id}/${row.logo_version}.png` : null,
  demonstration: row.demonstration_since !== null, created_at: row.created_at,
})

const checkedLogo = async (bytes: Buffer, field: string): Promise<Buffer> => (await drawLogo(bytes)) ?? refuseField(field, 'organisations.unreadable_logo')

interface Made<T> { organisation_id: string; result: T }
type Furnish<T> = (ctx: Ctx) => Promise<T>

const make = async <T>(kit: Kit, draft: OrganisationDraft, furnish: Furnish<T>, allowed: (ctx: Ctx) => Promise<boolean>): Promise<Made<T> | null> => {
  const id = newId()
  const logo = draft.logo ? await checkedLogo(draft.logo, 'organisation.logo') : null
  return within(kit, id, async (ctx) => {
    if (!(await allowed(ctx))) return null
    await insertOrganisation(ctx, {
      id, name: draft.name, language: draft.language, colour: draft.colour.toLowerCase(), time_zone: draft.time_zone,
      logo, logo_version: logo ? newId() : null, demonstration_since: draft.demonstration ? ctx.now : null,
    })
    // a demonstration tells of its own beginning, in the past
    if (!draft.demonstration) await audit(ctx, 'organisation.created', id)
    return { organisation_id: id, result: await furnish(ctx) }
  }, { ...systemActor, language: draft.language })
}

/**
 * Makes an organisation and runs `furnish` in the same transaction, on behalf of the platform: all of it, or nothing.
 * @throws Problem 422 on a logo that is no picture.
 */
export const createOrganisation = async <T>(kit: Kit, draft: OrganisationDraft, furnish: Furnish<T>): Promise<Made<T>> =>
  found(await make(kit, draft, furnish, async () => true))

/** The same for the first organisation of the installation; null where there is one already. Of two that come at once, one waits and finds it closed. */
export const createFirstOrganisation = <T>(kit: Kit, draft: OrganisationDraft, furnish: Furnish<T>): Promise<Made<T> | null> =>
  make(kit, draft, furnish, async (ctx) => {
    await lockFirstVisit(ctx)
    return readFirstVisitOpen(ctx.tx)
  })

/** The same for the demonstration; null where there is one: an installation holds one at a time. */
export const createDemonstrationOrganisation = <T>(kit: Kit, draft: OrganisationDraft, furnish: Furnish<T>): Promise<Made<T> | null> =>
  make(kit, { ...draft, demonstration: true }, furnish, async (ctx) => {
    await lockDemonstration(ctx)
    return (await readDemonstrationIds(ctx.tx)).length === 0
  })

/** The organisation on whose behalf the transaction runs. */
export const organisation = async (ctx: Ctx): Promise<Organisation> => present(ctx, found(await readOrganisation(ctx)))

/** How its mails look. */
export const brandOf = async (ctx: Ctx): Promise<Brand> => {
  const { name, colour, logo_address, demonstration } = await organisation(ctx)
  return { name, colour, on_colour: readableOn(colour), logo_address: logo_address && new URL(logo_address, ctx.kit.settings.base_url).href, demonstration }
}

/** Its logo as PNG, or null when this is not its logo (any more). */
export const logoOf = async (ctx: Ctx, version: string): Promise<Buffer | null> => (await readLogo(ctx, version))?.logo ?? null

export interface OrganisationChange { name?: string; language?: Language; colour?: string; time_zone?: string; logo?: Buffer | null }

/** @throws Problem 422 on a logo that is no picture. */
export const updateOrganisation = async (ctx: Ctx, { logo, ...change }: OrganisationChange): Promise<Organisation> => {
  const drawn = logo ? await checkedLogo(logo, 'logo') : logo
  const changes: OrganisationChanges = { ...change, ...(drawn !== undefined && { logo: drawn, logo_version: drawn && newId() }) }
  const before = await readOrganisation(ctx)
  const row = Object.keys(changes).length ? await changeOrganisation(ctx, changes) : before
  await audit(ctx, 'organisation.changed', ctx.organisation_id, { fields: Object.keys({ ...change, ...(logo !== undefined && { logo }) }) })
  if (before && row && before.time_zone !== row.time_zone) await emit(ctx, { name: 'organisations.time_zone_changed', before: before.time_zone })
  return present(ctx, found(row))
}

/** Removes the organisation with everything that belongs to it. */
export const removeOrganisation = (ctx: Ctx) => deleteOrganisation(ctx)

/** Leaves an entry in the audit log; `details` hold ids and states, never names or addresses. */
export const audit = async (ctx: Ctx, action: string, subject: string, details: AuditDetails = {}): Promise<void> => {
  await insertAuditEntry(ctx, { id: newId(), action, subject, details })
}
