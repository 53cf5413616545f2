import { join } from 'node:path'
import type { Clients } from '#kit/clients'
import type { Connections } from '#kit/connections'
import type { Kit } from '#kit/context'
import { dayKeys, originKey, redirectService, slugKey } from '#room/links'
import { houseStatements } from '#room/organisations'

/** The redirect of links, in the colours of their organisation; an unknown link has those of the only one there is. */
export const createRedirect = (kit: Pick<Kit, 'settings' | 'key' | 'log' | 'clock'>, connections: Connections, clients: Clients) =>
  redirectService({
    connection: connections.links, log: kit.log, clients, clock: kit.clock, settings: () => kit.settings, slug_key: slugKey(kit), day_keys: dayKeys(kit), origin_key: originKey(kit),
    journal: { folder: join(kit.settings.data_dir, 'journal'), limit_bytes: kit.settings.journal_limit_mb * 1_000_000 },
    listed_networks: kit.settings.listed_networks, house_statements: houseStatements,
  })
