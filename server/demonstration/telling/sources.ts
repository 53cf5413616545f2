import { recordItem, recordSource, type PastHealth } from '#room/content'
import type { Actor, Ctx } from '#kit/context'
import { day_ms } from '../calendar.ts'
import type { Dice } from '../dice.ts'
import type { Invention } from '../texts.ts'
import { articleAddress, type Stage } from './contents.ts'

const health = (place: number, all: number): PastHealth => (place === all - 1 ? 'stopped' : place === all - 2 ? 'paused' : place === all - 3 ? 'ailing' : 'healthy')

/** The sources that the programme follows, most of them well. */
export const tellSources = async (ctx: Ctx, programme_id: string, invention: Invention, language: 'fr' | 'en', since: number, curator: Actor): Promise<string[]> => {
  const ids: string[] = []
  for (const [place, title] of invention.sources.entries()) {
    ids.push(await recordSource({ ...ctx, actor: curator }, {
      programme_id, title, kind: place === 3 ? 'page' : 'feed', language, followed_since: new Date(since + place * 3 * day_ms), polled_at: new Date(ctx.now.getTime() - (12 + place * 5) * 60_000),
      address: `https://source-${place + 1}.demonstration.invalid/feed.xml`, health: health(place, invention.sources.length),
    }))
  }
  return ids
}

/** How many items wait in the inbox, and what became of the others of the last weeks. */
const inbox = { new: 38, kept: 9, snoozed: 3, dismissed: 45 } as const

/** What the sources brought lately. */
export const tellInbox = async (ctx: Ctx, dice: Dice, stage: Stage, language: 'fr' | 'en'): Promise<void> => {
  const { items, sources } = stage.invention
  const titles = dice.shuffled(items.subjects.flatMap((subject) => items.angles.map((angle) => (language === 'fr' ? `${subject}\u00a0: ${angle}` : `${subject}: ${angle}`))))
  const states = (['dismissed', 'snoozed', 'kept', 'new'] as const).flatMap((state) => Array.from({ length: inbox[state] }, () => state))
  const pictures = [...stage.gallery.values()].flat()
  const now = ctx.now.getTime()
  for (const [turn, state] of states.entries()) {
    const place = dice.below(sources.length - 2)
    const source_id = stage.source_ids[place]
    const title = titles[turn]
    if (source_id === undefined || title === undefined) continue
    const found_at = now - (state === 'new' ? dice.between(0.02, 5) : dice.between(1, 30)) * day_ms
    await recordItem({ ...ctx, actor: stage.curator }, {
      programme_id: stage.programme_id, source_id, address: articleAddress(ctx, language, title, 1000 + turn), title, summary: items.summary, author: null, language, state,
      media_id: state !== 'dismissed' && dice.chance(0.7) ? dice.one(pictures) : null, site_name: sources[place] ?? '', reading_minutes: 2 + dice.below(7),
      published_at: new Date(found_at - dice.between(600_000, 7_200_000)), found_at: new Date(found_at),
    })
  }
}
