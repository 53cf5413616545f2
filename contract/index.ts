import { content } from './content.ts'
import { demonstration } from './demonstration.ts'
import { feed } from './feed.ts'
import { insights } from './insights.ts'
import { links } from './links.ts'
import { organisations } from './organisations.ts'
import { ownData } from './own-data.ts'
import { people } from './people.ts'
import { programme } from './programme.ts'
import { sharing } from './sharing.ts'

/** Every route of Portevoix, by room. */
export const contract = { organisations, people, programme, links, content, feed, sharing, insights, own_data: ownData, demonstration }
