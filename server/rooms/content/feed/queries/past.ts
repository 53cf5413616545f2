import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

export interface PastContent { id: string; kind: string; visibility: string; tribes: string[]; group_ids: string[]; published_at: Date; expires_at: Date | null; characters: number }

/** What rules need of contents that have been published. */
export const readPublished = async ({ tx, organisation_id }: Ctx, content_ids: readonly string[]): Promise<PastContent[]> => (await sql<PastContent>`
  select id, kind, visibility, tribes, group_ids, published_at, expires_at, length(body_text) as characters from content.contents
  where organisation_id = ${organisation_id} and id = any (${[...content_ids]}::uuid[]) and published_at is not null`.execute(tx)).rows

export interface ViewRow { member_id: string; content_id: string; at: Date }
export interface ReadingRow extends ViewRow { visible_seconds: number; scrolled_percent: number; read_at: Date | null }
export interface MarkRow extends ViewRow { day: string; tribe: string; group_ids: readonly string[] }

const uuids = (ids: readonly string[]) => sql`${[...ids]}::uuid[]`
const moments = (dates: readonly (Date | null)[]) => sql`${dates.map((date) => date?.toISOString() ?? null)}::timestamptz[]`
const members = (rows: readonly ViewRow[]) => uuids(rows.map(({ member_id }) => member_id))
const contents = (rows: readonly ViewRow[]) => uuids(rows.map(({ content_id }) => content_id))
const times = (rows: readonly ViewRow[]) => moments(rows.map(({ at }) => at))

export const insertViews = async ({ tx, organisation_id }: Ctx, rows: readonly ViewRow[]): Promise<void> => {
  await sql`insert into content.views (organisation_id, member_id, content_id, viewed_at)
    select ${organisation_id}, * from unnest(${members(rows)}, ${contents(rows)}, ${times(rows)}) on conflict do nothing`.execute(tx)
}

export const insertReadings = async ({ tx, organisation_id }: Ctx, rows: readonly ReadingRow[]): Promise<void> => {
  await sql`insert into content.reads (organisation_id, member_id, content_id, first_opened_at, opened_at, visible_seconds, scrolled_percent, read_at)
    select ${organisation_id}, member_id, content_id, at, at, seconds, percent, read_at
    from unnest(${members(rows)}, ${contents(rows)}, ${times(rows)}, ${rows.map((row) => row.visible_seconds)}::integer[],
      ${rows.map((row) => row.scrolled_percent)}::smallint[], ${moments(rows.map(({ read_at }) => read_at))}) as reading (member_id, content_id, at, seconds, percent, read_at)
    on conflict do nothing`.execute(tx)
}

const insertMarks = async ({ tx, organisation_id }: Ctx, table: 'likes' | 'saves', column: 'liked_at' | 'saved_at', rows: readonly MarkRow[]): Promise<void> => {
  await sql`insert into ${sql.table(`content.${table}`)} (organisation_id, member_id, content_id, ${sql.ref(column)}, day, tribe, group_ids)
    select ${organisation_id}, member_id, content_id, at, day, tribe, group_ids::uuid[]
    from unnest(${members(rows)}, ${contents(rows)}, ${times(rows)}, ${rows.map(({ day }) => day)}::date[], ${rows.map(({ tribe }) => tribe)}::text[],
      ${rows.map(({ group_ids }) => `{${group_ids.join(',')}}`)}::text[]) as mark (member_id, content_id, at, day, tribe, group_ids)
    on conflict do nothing`.execute(tx)
}

export const insertSaves = (ctx: Ctx, rows: readonly MarkRow[]) => insertMarks(ctx, 'saves', 'saved_at', rows)

export const insertLikes = async (ctx: Ctx, rows: readonly MarkRow[]): Promise<void> => {
  await insertMarks(ctx, 'likes', 'liked_at', rows)
  await sql`insert into content.like_totals as totals (content_id, organisation_id, likes)
    select content_id, ${ctx.organisation_id}, count(*) from unnest(${contents(rows)}) as mark (content_id) group by content_id
    on conflict (content_id) do update set likes = totals.likes + excluded.likes`.execute(ctx.tx)
}

export interface DayTotal { content_id: string; day: string; tribe: string; group_id: string | null; views: number; reads: number; likes: number; saves: number }
const measures = ['views', 'reads', 'likes', 'saves'] as const

/** Adds to the days' totals: those of tribes, or those of groups; reads and likes to the totals without contents too. */
export const addTotals = async ({ tx, organisation_id }: Ctx, of: 'tribes' | 'groups', rows: readonly DayTotal[]): Promise<void> => {
  const group = of === 'groups'
  const table = sql.table(group ? 'content.daily_group_content_activity' : 'content.daily_content_activity')
  const totals = sql.table(group ? 'content.daily_group_totals' : 'content.daily_totals')
  const key = group ? sql`organisation_id, day, group_id, programme_id, tribe` : sql`organisation_id, day, programme_id, theme_id, tribe`
  const counts = sql.join(measures.map((measure) => sql`${rows.map((row) => row[measure])}::integer[]`))
  const sums = sql.join(measures.map((measure) => sql`${sql.ref(measure)} = totals.${sql.ref(measure)} + excluded.${sql.ref(measure)}`))
  const names = sql.join(measures.map((measure) => sql.ref(measure)))
  await sql`
    with told as materialized (
      select ${organisation_id}::uuid as organisation_id, c.programme_id, told.day, ${group ? sql`told.group_id, ` : sql``}c.id as content_id, c.theme_id, told.tribe, ${names}
      from unnest(${uuids(rows.map(({ content_id }) => content_id))}, ${rows.map(({ day }) => day)}::date[], ${rows.map(({ tribe }) => tribe)}::text[],
        ${rows.map(({ group_id }) => group_id)}::uuid[], ${counts}) as told (content_id, day, tribe, group_id, ${names}) join content.contents c on c.id = told.content_id
    ), totalled as (
      insert into ${totals} as totals (${key}, reads, likes) select ${key}, sum(reads), sum(likes) from told where reads + likes > 0 group by ${key}
      on conflict (${key}) do update set reads = totals.reads + excluded.reads, likes = totals.likes + excluded.likes
    )
    insert into ${table} as totals (organisation_id, programme_id, day, ${group ? sql`group_id, ` : sql``}content_id, theme_id, tribe, ${names})
    select organisation_id, programme_id, day, ${group ? sql`group_id, ` : sql``}content_id, theme_id, tribe, ${names} from told
    on conflict (content_id, day, ${group ? sql`group_id, ` : sql``}tribe) do update set ${sums}`.execute(tx)
}
