import type { Host, Membership } from '@portevoix/contract/people'
import { demonstrationIds, organisation, organisationIds } from '#room/organisations'
import type { Kit } from '#kit/context'
import { withIdentity } from '#kit/db'
import { within } from '#kit/within'
import { readMemberships } from '../queries/actors.ts'
import { isRole } from '../rules.ts'

/** The organisations that an identity belongs to, the one seen last first. */
export const memberships = async (kit: Kit, identity_id: string): Promise<Membership[]> => {
  const rows = await withIdentity(kit.db, identity_id, readMemberships)
  return Promise.all(rows.map(async (row): Promise<Membership> => {
    const { name, colour, logo_address, demonstration, time_zone } = await within(kit, row.organisation_id, organisation)
    return {
      organisation_id: row.organisation_id, member_id: row.member_id, organisation_name: name, colour, logo_address, demonstration, time_zone,
      name: row.name, tribe: row.tribe === 'customers' ? 'customers' : 'employees', roles: row.roles.filter(isRole),
      language: row.language === 'en' ? 'en' : 'fr', appearance: row.appearance === 'light' || row.appearance === 'dark' ? row.appearance : 'system',
    }
  }))
}

/** The only organisation of the installation, as its door shows it; null where there are none or several, since a door names no tenant. A demonstration is none. */
export const hostOf = async (kit: Kit): Promise<Host | null> => {
  const invented = await demonstrationIds(kit)
  const [id, another] = (await organisationIds(kit)).filter((one) => !invented.includes(one))
  if (id === undefined || another !== undefined) return null
  const { name, colour, logo_address } = await within(kit, id, organisation)
  return { name, colour, logo_address }
}
