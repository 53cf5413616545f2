import { createContent, expireContent, publishContent, recordItem, saveContent, scheduleContent } from '#room/content'
import type { Actor, Ctx } from '#kit/context'
import type { Dice } from '../dice.ts'
import { inThePast } from '../past.ts'
import type { Planned } from '../plan.ts'
import { inventions, type Invention, type ThemeKey } from '../texts.ts'
import type { Gallery } from './pictures.ts'

export interface Stage {
  programme_id: string
  theme_ids: Readonly<Record<ThemeKey, string>>
  group_ids: readonly string[]
  source_ids: readonly string[]
  gallery: Gallery
  invention: Invention
  organisation_name: string
  curator: Actor
}

const slugOf = (title: string): string => title.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60)
/** A page of ours that stands for the article. */
export const articleAddress = (ctx: Ctx, language: string, title: string, turn: number): string => `${ctx.kit.settings.base_url}/demonstration/articles/${language}/${slugOf(title)}-${turn}`

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
/** A page is presented in a few words; a text is told. */
const bodyOf = (dice: Dice, { summary, language, theme, visibility }: Planned, written_here: boolean): string => {
  const { paragraphs, closings } = inventions[language]
  const ends = dice.shuffled(closings)
  // what is for colleagues alone is short, and told whatever it is filed under
  const told = visibility === 'internal' ? ends.slice(0, 2) : [...dice.shuffled(paragraphs[theme]).slice(0, 2), ...ends.slice(0, 1)]
  return [summary, ...(written_here ? told : [])].map((text) => `<p>${escaped(text)}</p>`).join('')
}

const captionsOf = (dice: Dice, { hook, summary, language, visibility }: Planned) => {
  if (visibility === 'internal') return []
  const [question] = dice.shuffled(inventions[language].own_words)
  return [
    { network: 'linkedin' as const, language, text: `${hook}\n\n${summary}` }, { network: 'linkedin' as const, language, text: `${summary}\n\n${question ?? hook}` },
    { network: 'x' as const, language, text: hook }, { network: 'bluesky' as const, language, text: hook }, { network: 'facebook' as const, language, text: `${hook} ${summary}` },
  ]
}

/** What a source brought some hours before it was published; null for the team's own. */
const itemOf = async (ctx: Ctx, dice: Dice, stage: Stage, planned: Planned, address: string, media_id: string | null): Promise<string | null> => {
  const source_id = planned.source === null ? undefined : stage.source_ids[planned.source]
  if (source_id === undefined) return null
  const found_at = new Date(planned.published_at - dice.between(3, 60) * 3_600_000)
  return recordItem({ ...ctx, actor: stage.curator }, {
    programme_id: stage.programme_id, source_id, address, title: planned.title, summary: planned.summary, author: null, language: planned.language, media_id,
    site_name: stage.invention.sources[planned.source ?? 0] ?? '', reading_minutes: 2 + dice.below(6), published_at: new Date(found_at.getTime() - 3_600_000), found_at, state: 'kept',
  })
}

/** What is for colleagues is a text, and half of what the team makes itself and does not withdraw. */
const isWrittenHere = ({ visibility, source, expires_at }: Planned, turn: number): boolean =>
  visibility === 'internal' || (source === null && expires_at === null && turn % 2 === 0)

/** A content as the curator wrote it, from its source's item where it has one; its id. */
export const draftContent = async (ctx: Ctx, dice: Dice, stage: Stage, planned: Planned, turn: number): Promise<string> => {
  const { programme_id, theme_ids, group_ids, gallery, invention, organisation_name, curator } = stage
  const media_id = planned.picture === null ? null : dice.one(gallery.get(planned.picture) ?? [])
  const written_here = isWrittenHere(planned, turn)
  const address = written_here ? null : articleAddress(ctx, planned.language, planned.title, turn)
  const item_id = address === null ? null : await itemOf(ctx, dice, stage, planned, address, media_id)
  const then = inThePast(ctx, planned.published_at - dice.between(0.2, 2) * 3_600_000, curator)
  const content_id = await createContent(then, {
    programme_id, kind: address === null ? 'text' : 'link', visibility: planned.visibility, language: planned.language, title: planned.title, address, item_id, media_id, reading_minutes: 2 + dice.below(6),
    site_name: planned.source === null ? organisation_name : invention.sources[planned.source] ?? null,
  })
  await saveContent(then, content_id, null, {
    body_html: bodyOf(dice, planned, written_here), theme_id: theme_ids[planned.theme], hashtags: [...planned.hashtags], captions: captionsOf(dice, planned), tribes: [...planned.audience.tribes],
    group_ids: planned.audience.groups.flatMap((place) => group_ids[place] ?? []), campaign: planned.source === null ? null : planned.theme,
    ...(planned.picture !== null && { image_alt: inventions[planned.language].pictures[planned.picture] }),
    ...(planned.expires_at !== null && { expires_at: new Date(planned.expires_at).toISOString() }),
  })
  return content_id
}

export const tellPublication = async (ctx: Ctx, dice: Dice, stage: Stage, planned: Planned, turn: number): Promise<string> => {
  const content_id = await draftContent(ctx, dice, stage, planned, turn)
  await publishContent(inThePast(ctx, planned.published_at, stage.curator), content_id, { version: null })
  return content_id
}

export const tellExpiry = (ctx: Ctx, content_id: string, at: number): Promise<void> => expireContent(inThePast(ctx, at), content_id)

/** Puts a content in the calendar of the days to come. */
export const tellSchedule = async (ctx: Ctx, dice: Dice, stage: Stage, planned: Planned, turn: number, at: number): Promise<void> => {
  const content_id = await draftContent(ctx, dice, stage, planned, turn)
  await scheduleContent({ ...ctx, actor: stage.curator }, content_id, { version: null, publish_at: new Date(at) })
}
