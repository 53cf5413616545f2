import { ifEnough } from '@portevoix/contract/anonymity'
import type { Card, ContentPage } from '@portevoix/contract/feed'
import type { Ctx } from '#kit/context'
import { shownHost } from '#kit/shown-host'
import { themesByIds, themesOf } from '#room/programme'
import type { Page } from './actions/list.ts'
import type { CardRow, ContentRow } from './queries/cards.ts'
import { endAfterSeconds, readAfterSeconds } from './rules.ts'

interface ShownTheme { id: string; name: string; colour: string }

export const feedThemes = async (ctx: Ctx, programme_id: string): Promise<ShownTheme[]> =>
  (await themesOf(ctx, programme_id)).map(({ id, name, colour }) => ({ id, name, colour }))

const shown = (theme: ShownTheme | undefined) => (theme ? { id: theme.id, name: theme.name, colour: theme.colour } : null)

const siteName = (address: string | null): string | null =>
  address !== null && URL.canParse(address) ? shownHost(new URL(address).hostname.replace(/^www\./, '')) : null

const present = (row: CardRow, themes: readonly ShownTheme[]): Card => ({
  id: row.id, programme_id: row.programme_id, kind: row.kind, visibility: row.visibility, language: row.language,
  title: row.title, excerpt: row.excerpt, address: row.address, site_name: row.site_name === null ? siteName(row.address) : shownHost(row.site_name),
  image: row.media_id !== null && row.media_size !== null ? { media_id: row.media_id, width: row.media_size[0], height: row.media_size[1], alt: row.image_alt } : null,
  theme: shown(themes.find(({ id }) => id === row.theme_id)),
  reading_minutes: row.reading_minutes, published_at: row.published_at.toISOString(), expires_at: row.expires_at?.toISOString() ?? null,
  likes: ifEnough(row.likes), liked: row.liked, saved: row.saved, read: row.read,
})

/** The themes of these contents, archived ones too. */
const themesFor = (ctx: Ctx, rows: readonly CardRow[]): Promise<ShownTheme[]> =>
  themesByIds(ctx, [...new Set(rows.flatMap(({ theme_id }) => theme_id ?? []))])

export const presentCards = async (ctx: Ctx, { rows, next_cursor }: Page<CardRow>): Promise<{ items: Card[]; next_cursor: string | null }> => {
  const themes = await themesFor(ctx, rows)
  return { items: rows.map((row) => present(row, themes)), next_cursor }
}

export const presentContent = async (ctx: Ctx, row: ContentRow): Promise<ContentPage> => ({
  ...present(row, await themesFor(ctx, [row])),
  body_html: row.body_html, hashtags: row.hashtags, channel_name: row.channel_name,
  read_after_seconds: readAfterSeconds(row.characters), end_after_seconds: endAfterSeconds,
})
