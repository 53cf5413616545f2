import type { Persona } from '@portevoix/contract/demonstration'
import type { Role } from '@portevoix/contract/permissions'
import type { Tribe } from '@portevoix/contract/shapes'

export interface Part { persona: Persona; name: string; email: string; roles: readonly Role[]; tribe: Tribe; groups: readonly number[] }

const domain = 'demonstration.invalid'

/** An address that nobody can have (RFC 2606, section 2). */
export const addressOf = (name: string): string =>
  `${name.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^a-z]+/g, '.').replace(/^\.|\.$/g, '')}@${domain}`

const part = (persona: Persona, name: string, role: Role, groups: readonly number[], tribe: Tribe = 'employees'): Part =>
  ({ persona, name, email: addressOf(name), roles: role === 'ambassador' ? ['ambassador'] : [role, 'ambassador'], tribe, groups })

/** Whom a visitor of the demonstration may be, one after the other. Groups by their place in the invention. */
export const parts: readonly Part[] = [
  part('lead', 'Léa Fontanel', 'lead', [1]),
  part('curator', 'Karim Benslimane', 'curator', [1]),
  part('moderator', 'Maud Perrigny', 'moderator', [5]),
  part('sponsor', 'Simon Vasseur-Roy', 'sponsor', [0]),
  part('manager', 'Manon Grandjean', 'manager', [0, 4]),
  part('admin', 'Alix Deschamps-Lê', 'admin', [7]),
  part('ambassador_employee', 'Inès Kerbrat', 'ambassador', [2, 3]),
  part('ambassador_customer', 'Chloé Ndiaye-Maurin', 'ambassador', [10], 'customers'),
]

export const partOf = (persona: Persona): Part => {
  const found = parts.find((one) => one.persona === persona)
  if (!found) throw new Error(`nobody plays ${persona}`)
  return found
}
