import { inventedColour, type Step } from '@portevoix/contract/demonstration'
import { networkIds } from '@portevoix/contract/networks/shape'
import type { Language } from '@portevoix/contract/shapes'
import { audit, createDemonstrationOrganisation } from '#room/organisations'
import { createProgramme, setThemes, themesOf, updateProgramme } from '#room/programme'
import { systemActor, type Actor, type Ctx, type Kit } from '#kit/context'
import { calendarOf, day_ms } from './calendar.ts'
import { castOf } from './cast.ts'
import { dice, type Dice } from './dice.ts'
import { inThePast } from './past.ts'
import { comingHour, planOf } from './plan.ts'
import { draftContent, tellExpiry, tellPublication, tellSchedule, type Stage } from './telling/contents.ts'
import { imagineDeeds, tellClicks, tellShares, tellVisits, type Published } from './telling/deeds.ts'
import { tellChoices, tellJoining, tellMembers, tellPresences, type Member } from './telling/members.ts'
import { tellPictures } from './telling/pictures.ts'
import { tellInbox, tellSources } from './telling/sources.ts'
import { inventions, themeKeys, type Invention, type ThemeKey } from './texts.ts'

export interface Wishes {
  name?: string | undefined
  /** A picture as it was sent. */
  logo?: Buffer | null | undefined
  /** `#rrggbb` */
  colour?: string | undefined
  language: Language
  /** The same seed tells the same story. */
  seed?: number
  /** Told how far the making is, from 0 to 100. */
  onProgress?: (step: Step, percent: number) => void
}

export interface Made { organisation_id: string; members: number; contents: number; views: number; reads: number; likes: number; saves: number; shares: number; clicks: number; drops: number }

const time_zone = 'Europe/Paris'
const usual = { seed: 26_11, colour: inventedColour }
const scheduledCount = 5
const draftCount = 3

const openProgramme = async (ctx: Ctx, invention: Invention, language: Language, at: number, lead: Actor) => {
  const then = inThePast(ctx, at, lead)
  const { id } = await createProgramme(then, { name: invention.programme, purpose: invention.purpose, networks: [...networkIds], language })
  await updateProgramme(then, id, { disclosure_hashtag: invention.disclosure })
  const known = await themesOf(then, id)
  const themes = await setThemes(then, id, invention.themes.map(({ name, colour, target_percent }, place) => ({ id: known[place]?.id, name, colour, target_percent })))
  const idOf = (key: ThemeKey) => themes[themeKeys.indexOf(key)]?.id ?? ''
  const theme_ids: Record<ThemeKey, string> = { transition: idOf('transition'), digital: idOf('digital'), skills: idOf('skills'), products: idOf('products'), corporate: idOf('corporate'), life: idOf('life') }
  return { programme_id: id, theme_ids }
}

/** Joins, publications and expiries in the order in which they happened. */
const tellYear = async (ctx: Ctx, random: Dice, stage: Stage, members: readonly Member[], plan: ReturnType<typeof planOf>, told: (share: number) => void): Promise<Published[]> => {
  const contents: Published[] = []
  const events = [
    ...members.flatMap((member) => (member.person.ambassador_at === null ? [] : [{ at: member.person.ambassador_at, tell: () => tellJoining(ctx, stage.programme_id, member) }])),
    ...plan.map((planned, turn) => ({ at: planned.published_at, tell: async () => {
      const content_id = await tellPublication(ctx, random, stage, planned, turn)
      contents.push({ content_id, planned })
      const { expires_at } = planned
      if (expires_at !== null && expires_at < ctx.now.getTime()) await tellExpiry(ctx, content_id, expires_at)
    } })),
  ].sort((one, other) => one.at - other.at)
  for (const [done, { tell }] of events.entries()) {
    await tell()
    told(done / events.length)
  }
  return contents
}

/** Invents the whole of it in the transaction that makes the organisation: all of it, or nothing. */
const furnish = async (ctx: Ctx, wishes: Required<Pick<Wishes, 'language' | 'seed' | 'onProgress'>>, name: string): Promise<Omit<Made, 'organisation_id'>> => {
  const { language, onProgress: tell } = wishes
  const random = dice(wishes.seed)
  const now = ctx.now.getTime()
  const days = calendarOf(ctx.now, time_zone)
  const invention = inventions[language]
  const begin = (days[0]?.starts_at ?? now - 365 * day_ms) + 8 * 3_600_000
  await audit(inThePast(ctx, begin), 'organisation.created', ctx.organisation_id)
  const gallery = await tellPictures(ctx, (done, all) => { tell('pictures', Math.round((done / all) * 18)) })
  tell('people', 18)
  const { people, absent } = castOf(random, days, language, now)
  const { members, group_ids } = await tellMembers(ctx, people, absent, invention)
  const curator = members[1]?.actor ?? systemActor
  const opened = await openProgramme(ctx, invention, language, begin + 900_000, members[0]?.actor ?? systemActor)
  const stage: Stage = { ...opened, group_ids, gallery, invention, organisation_name: name, curator, source_ids: await tellSources(ctx, opened.programme_id, invention, language, begin, curator) }
  tell('contents', 26)
  const plan = planOf(random, days, language, people.slice(20, 60).map((person) => person.name), name, now)
  const contents = await tellYear(ctx, random, stage, members, plan, (share) => { tell('contents', 26 + Math.round(share * 34)) })
  for (let turn = 0; turn < scheduledCount + draftCount; turn += 1) {
    const model = plan[random.below(plan.length)]
    const [article] = random.shuffled(invention.articles)
    if (!model || !article) continue
    const planned = { ...model, ...article, language, published_at: now, expires_at: null, source: null, visibility: 'shareable' as const, audience: { tribes: [], groups: [] } }
    if (turn < scheduledCount) await tellSchedule(ctx, random, stage, planned, 5000 + turn, comingHour(random, now, turn))
    else await draftContent(ctx, random, stage, planned, 5000 + turn)
  }
  await tellInbox(ctx, random, stage, language)
  tell('visits', 62)
  const { visits, shares, presences } = await imagineDeeds(random, days, contents, members, opened.theme_ids, now)
  const visited = await tellVisits(ctx, members, visits)
  await tellPresences(ctx, presences)
  tell('shares', 74)
  const shared = await tellShares(ctx, shares)
  tell('clicks', 84)
  const { clicks, drops } = await tellClicks(ctx, random, days, shared, contents, members, time_zone)
  tell('figures', 96)
  await tellChoices(ctx, random, opened.programme_id, members, days, invention.ranking)
  return { members: members.length, contents: contents.length, ...visited, shares: shared.length, clicks, drops }
}

/** Makes the demonstration; null where the installation holds one already. */
export const makeDemonstration = async (kit: Kit, { name, logo, colour, language, seed = usual.seed, onProgress = () => undefined }: Wishes): Promise<Made | null> => {
  const shown = name?.trim() || inventions[language].organisation
  onProgress('pictures', 0)
  const made = await createDemonstrationOrganisation(kit, { name: shown, language, colour: colour ?? usual.colour, time_zone, logo }, (ctx) => furnish(ctx, { language, seed, onProgress }, shown))
  if (!made) return null
  onProgress('ready', 100)
  return { organisation_id: made.organisation_id, ...made.result }
}
