import { channels } from './content/channels.ts'
import { contents } from './content/contents.ts'
import { groups } from './content/groups.ts'
import { items } from './content/items.ts'
import { sources } from './content/sources.ts'

/** The desk of content: what sources bring, what is made of it, when it is out. */
export const content = { sources, items, contents, channels, groups }
