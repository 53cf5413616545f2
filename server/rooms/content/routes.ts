import { channelRoutes } from './routes/channels.ts'
import { contentRoutes } from './routes/contents.ts'
import { groupRoutes } from './routes/groups.ts'
import { itemRoutes } from './routes/items.ts'
import { sourceRoutes } from './routes/sources.ts'

export const routes = { sources: sourceRoutes, items: itemRoutes, contents: contentRoutes, channels: channelRoutes, groups: groupRoutes }
