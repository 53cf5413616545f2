import { createHmac } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { networkIds } from '@portevoix/contract/networks/shape'
import type { Ctx } from '#kit/context'
import { deriveKey } from '#kit/secret-key'

/** Another text once such visits were added up: any, left out or not; clicks; clicks through links that nobody shared. Nobody can guess one. */
export interface Pulses { visits: string; clicks: string; nobodys: string }

/**
 * Draws the pulses of what is added up for the last two days: the day before is not over for visits that were late at midnight. `is_change`: which
 * rows change the clicks.
 */
export const drawingPulses = (organisation_id: string, today: string, is_change: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  pulses as (
    insert into links.pulses as known (organisation_id, visits, clicks, nobodys)
    select ${organisation_id}::uuid, gen_random_uuid(), case when bool_or(${is_change}) then gen_random_uuid() end,
      case when bool_or(${is_change} and network <> all (${[...networkIds]}::text[])) then gen_random_uuid() end
    from linked where day >= ${today}::date - 1 having count(*) > 0
    on conflict (organisation_id) do update set visits = excluded.visits, clicks = coalesce(excluded.clicks, known.clicks), nobodys = coalesce(excluded.nobodys, known.nobodys)
  )`

/** One short read. Before there was anything to draw them for, pulses are of the installation's key: those could not be guessed either. */
export const readPulses = async ({ kit, tx, organisation_id }: Ctx): Promise<Pulses> => {
  const known = await tx.selectFrom('links.pulses').select(['visits', 'clicks', 'nobodys']).where('organisation_id', '=', organisation_id).executeTakeFirst()
  const first = (name: keyof Pulses): string => createHmac('sha256', deriveKey(kit.key, 'links.pulses')).update(`${name} ${organisation_id}`).digest('base64url')
  return { visits: known?.visits ?? first('visits'), clicks: known?.clicks ?? first('clicks'), nobodys: known?.nobodys ?? first('nobodys') }
}
