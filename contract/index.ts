import { people } from './people.ts'

/** Every route of Portevoix, by room. */
export const contract = { people }
