import { feed } from './feed.ts'
import { insights } from './insights.ts'
import { organisations } from './organisations.ts'
import { people } from './people.ts'
import { sharing } from './sharing.ts'

/** Every route of Portevoix, by room. */
export const contract = { feed, insights, sharing, organisations, people }
