import { sql } from 'kysely'
import type { ShareState } from '@portevoix/contract/sharing'
import type { Ctx } from '#kit/context'

export interface PastShareRow {
  id: string; programme_id: string; content_id: string; theme_id: string | null; network: string; member_id: string; caption: string; caption_id: string | null
  link_id: string; slug: string; tribe: string; group_ids: readonly string[]; opened_at: Date
}

const uuids = (ids: readonly (string | null)[]) => sql`${[...ids]}::uuid[]`
const texts = (values: readonly (string | null)[]) => sql`${[...values]}::text[]`

/** Opened shares of the past. */
export const insertPastShares = async ({ tx, organisation_id }: Ctx, rows: readonly PastShareRow[]): Promise<void> => {
  await sql`insert into sharing.shares (organisation_id, id, programme_id, content_id, theme_id, network, member_id, caption, caption_id, link_id, slug, tribe, group_ids, prepared_at, opened_at)
    select ${organisation_id}, id, programme_id, content_id, theme_id, network, member_id, caption, caption_id, link_id, slug, tribe, group_ids::uuid[], at, at
    from unnest(${uuids(rows.map(({ id }) => id))}, ${uuids(rows.map(({ programme_id }) => programme_id))}, ${uuids(rows.map(({ content_id }) => content_id))},
      ${uuids(rows.map(({ theme_id }) => theme_id))}, ${texts(rows.map(({ network }) => network))}, ${uuids(rows.map(({ member_id }) => member_id))},
      ${texts(rows.map(({ caption }) => caption))}, ${uuids(rows.map(({ caption_id }) => caption_id))}, ${uuids(rows.map(({ link_id }) => link_id))}, ${texts(rows.map(({ slug }) => slug))},
      ${texts(rows.map(({ tribe }) => tribe))}, ${texts(rows.map(({ group_ids }) => `{${group_ids.join(',')}}`))}, ${rows.map(({ opened_at }) => opened_at.toISOString())}::timestamptz[])
      as share (id, programme_id, content_id, theme_id, network, member_id, caption, caption_id, link_id, slug, tribe, group_ids, at)`.execute(tx)
}

const added = sql`opened = totals.opened + excluded.opened, declared = totals.declared + excluded.declared, confirmed = totals.confirmed + excluded.confirmed`

export interface PastState { share_id: string; state: ShareState; at: Date; day: string }

/** What became of shares, each state on its day, and the days' totals with it. */
export const insertPastStates = async ({ tx, organisation_id }: Ctx, rows: readonly PastState[]): Promise<void> => {
  await sql`
    with told as (
      insert into sharing.share_states (share_id, organisation_id, state, at, day)
      select share_id, ${organisation_id}, state, at, day
      from unnest(${uuids(rows.map(({ share_id }) => share_id))}, ${texts(rows.map(({ state }) => state))}, ${rows.map(({ at }) => at.toISOString())}::timestamptz[],
        ${rows.map(({ day }) => day)}::date[]) as known (share_id, state, at, day)
      on conflict do nothing returning share_id, state, day
    ), counted as (
      select s.programme_id, t.day, s.content_id, s.network, s.theme_id, s.tribe, s.group_ids,
        (t.state = 'opened')::integer as opened, (t.state = 'declared')::integer as declared, (t.state = 'confirmed')::integer as confirmed
      from told t join sharing.shares s on s.id = t.share_id
    ), grouped as (
      insert into sharing.daily_group_shares as totals (organisation_id, programme_id, day, group_id, content_id, network, theme_id, tribe, opened, declared, confirmed)
      select ${organisation_id}, programme_id, day, group_id, content_id, network, theme_id, tribe, sum(opened), sum(declared), sum(confirmed)
      from counted, unnest(group_ids) as group_id group by programme_id, day, group_id, content_id, network, theme_id, tribe
      on conflict (content_id, day, network, group_id, tribe) do update set ${added}
    ), group_totals as (
      insert into sharing.daily_group_totals as totals (organisation_id, day, group_id, programme_id, tribe, opened, declared, confirmed)
      select ${organisation_id}, day, group_id, programme_id, tribe, sum(opened), sum(declared), sum(confirmed)
      from counted, unnest(group_ids) as group_id group by day, group_id, programme_id, tribe
      on conflict (organisation_id, day, group_id, programme_id, tribe) do update set ${added}
    ), totalled as (
      insert into sharing.daily_totals as totals (organisation_id, day, programme_id, network, theme_id, tribe, opened, declared, confirmed)
      select ${organisation_id}, day, programme_id, network, theme_id, tribe, sum(opened), sum(declared), sum(confirmed)
      from counted group by day, programme_id, network, theme_id, tribe
      on conflict (organisation_id, day, programme_id, network, theme_id, tribe) do update set ${added}
    )
    insert into sharing.daily_shares as totals (organisation_id, programme_id, day, content_id, network, theme_id, tribe, opened, declared, confirmed)
    select ${organisation_id}, programme_id, day, content_id, network, theme_id, tribe, sum(opened), sum(declared), sum(confirmed)
    from counted group by programme_id, day, content_id, network, theme_id, tribe
    on conflict (content_id, day, network, tribe) do update set ${added}`.execute(tx)
}
