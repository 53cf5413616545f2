import pg from 'pg'
import { readSettings } from '../../server/env.ts'
import { joinDatabase, openDatabase, type Database } from '../../server/kit/database.ts'
import { newId } from '../../server/kit/ids.ts'
import { createLog } from '../../server/kit/log.ts'
import { prepareDatabase } from '../../server/kit/prepare.ts'
import { loadSecretKey } from '../../server/kit/secret-key.ts'
import { newSlug, slugKey } from '../../server/rooms/links/index.ts'
import { jobNames } from '../../server/rooms.ts'

/** Two organisations whose days begin at other moments than the UTC day. */
export const timeZones = ['Europe/Paris', 'Asia/Kathmandu'] as const

const ids = (count: number): string[] => Array.from({ length: count }, () => newId())

const makeLinks = async (client: pg.Client, time_zone: string, slugs: readonly string[]): Promise<void> => {
  const organisation_id = newId()
  await client.query(`insert into organisations.organisations (id, name, language, colour, time_zone, created_at) values ($1, $2, 'fr', '#336699', $2, now())`, [organisation_id, time_zone])
  // a few of everything, so that each table of the rollups has rows that differ in one thing alone
  await client.query(`
    insert into links.links (id, organisation_id, slug, target, share_id, programme_id, content_id, theme_id, network, sharer_id, tribe, group_ids, preview, created_at)
    select gen_random_uuid(), $1, slug, 'https://example.org/news', gen_random_uuid(), ($7::uuid[])[1 + n % 7 % 3], ($3::uuid[])[1 + n % 7], ($4::uuid[])[1 + n % 4],
      (array['linkedin', 'x', 'mastodon'])[1 + n % 3], ($5::uuid[])[1 + n % 11], (array['employees', 'customers'])[1 + n / 5 % 2],
      case n % 4 when 0 then '{}' when 1 then ($6::uuid[])[1:1] when 2 then ($6::uuid[])[2:2] else $6::uuid[] end, '{}', now()
    from unnest($2::text[]) with ordinality as made (slug, place), lateral (select place::integer as n) as numbered`,
  [organisation_id, slugs, ids(7), ids(3), ids(10), ids(2), ids(2)])
}

const settled = (data_dir: string) => {
  const settings = readSettings({ DATA_DIR: data_dir }, [])
  return { settings, key: loadSecretKey(settings), log: createLog('silent') }
}

/** The database of a data folder, kept by this process. */
export const opened = async (data_dir: string): Promise<{ database: Database; key: Buffer }> => {
  const { settings, key, log } = settled(data_dir)
  return { database: await openDatabase(settings, key, log), key }
}

/** The database of a data folder, kept by whoever keeps it. */
export const joined = (data_dir: string): Promise<Database> => {
  const { settings, key, log } = settled(data_dir)
  return joinDatabase(settings, key, log)
}

/** Makes a data folder with links that nobody asked for yet, to be copied by each scenario; gives their slugs. */
export const makeTemplate = async (data_dir: string, linkCount: number): Promise<string[]> => {
  const { database, key } = await opened(data_dir)
  try {
    await prepareDatabase(database, key, jobNames)
    const slug_key = slugKey({ key })
    const slugs = Array.from({ length: linkCount }, () => newSlug(slug_key))
    const client = new pg.Client(database.connections.owner)
    await client.connect()
    for (const [turn, time_zone] of timeZones.entries()) await makeLinks(client, time_zone, slugs.filter((_, place) => place % timeZones.length === turn))
    await client.query('checkpoint')
    await client.end()
    return slugs
  } finally {
    await database.stop()
  }
}

