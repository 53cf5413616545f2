import type { Ctx } from '#kit/context'
import { found } from '#kit/problem'
import { everyTheme, requireAmbassador } from '#room/programme'
import { datedCursor, feedCursor, scoredCursor, type FeedPosition } from '../cursor.ts'
import { matchContents, readChannelNames, savedContents, visibleContent, walkFeed, type CardRow, type ContentRow, type FeedFilter, type Filed } from '../queries/cards.ts'
import { rankOf, searchWords, unreadFirstDays } from '../rules.ts'

export interface Page<Row> { rows: Row[]; next_cursor: string | null }

const firstPosition = ({ now }: Ctx): FeedPosition => ({ walk: 'unread', as_of: now.toISOString(), floor: rankOf(now) - unreadFirstDays, after: null })

const position = (row: CardRow) => ({ rank: row.rank, id: row.id })

/** A page of the ambassador's feed: the unread of the last weeks in rank order, then all the others in rank order. */
export const feedPage = async (ctx: Ctx, filter: FeedFilter, cursor: string | undefined, limit: number): Promise<Page<CardRow>> => {
  await requireAmbassador(ctx, filter.programme_id)
  const from = cursor === undefined ? firstPosition(ctx) : feedCursor.read(cursor)
  const rows = await walkFeed(ctx, filter, from, limit + 1)
  if (rows.length > limit) {
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return { rows: shown, next_cursor: last ? feedCursor.write({ ...from, after: position(last) }) : null }
  }
  if (from.walk === 'others') return { rows, next_cursor: null }
  const others: FeedPosition = { ...from, walk: 'others', after: null }
  const more = await walkFeed(ctx, filter, others, limit - rows.length + 1)
  const shown = more.slice(0, limit - rows.length)
  const last = shown.at(-1)
  return { rows: [...rows, ...shown], next_cursor: more.length > shown.length ? feedCursor.write(last ? { ...others, after: position(last) } : others) : null }
}

/** The themes, archived ones too, and the channels that a programme's contents are filed under. */
const filedNames = async (ctx: Ctx, programme_id: string): Promise<Filed[]> => [
  ...(await everyTheme(ctx)).filter((theme) => theme.programme_id === programme_id).map(({ id, name }) => ({ kind: 'theme' as const, id, name })),
  ...(await readChannelNames(ctx, programme_id)).map(({ id, name }) => ({ kind: 'channel' as const, id, name })),
]

export const searchPage = async (ctx: Ctx, programme_id: string, words: string, cursor: string | undefined, limit: number): Promise<Page<CardRow>> => {
  await requireAmbassador(ctx, programme_id)
  const rows = await matchContents(ctx, programme_id, searchWords(words), await filedNames(ctx, programme_id), cursor === undefined ? null : scoredCursor.read(cursor), limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next_cursor: rows.length > limit && last ? scoredCursor.write({ score: last.score, id: last.id }) : null }
}

export const savedPage = async (ctx: Ctx, programme_id: string, cursor: string | undefined, limit: number): Promise<Page<CardRow>> => {
  await requireAmbassador(ctx, programme_id)
  const rows = await savedContents(ctx, programme_id, cursor === undefined ? null : datedCursor.read(cursor), limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next_cursor: rows.length > limit && last ? datedCursor.write({ at: last.saved_at.toISOString(), id: last.id }) : null }
}

/** A content as the actor may see it, an ambassador of its programme; 404 otherwise. */
export const contentForReader = async (ctx: Ctx, content_id: string): Promise<ContentRow> => {
  const content = found(await visibleContent(ctx, content_id))
  await requireAmbassador(ctx, content.programme_id)
  return content
}
