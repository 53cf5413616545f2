import { z } from 'zod'
import { noTheme, periodPresets, rankingMeasures } from './insights/choices.ts'
import { replay } from './links.ts'
import { campaignNetworks } from './networks/campaign.ts'
import { route } from './route.ts'
import { colour, day, id, instant, tribe } from './shapes.ts'
import { shownName } from './shown-name.ts'

/** The longest period that may be asked for. */
export const longestPeriodDays = 1098

/** `from` and `to` are a period of one's own choice; `period` need not say so, and must not say otherwise. Neither reaches past today. */
const periodInput = z.object({ period: z.enum(periodPresets).optional(), from: day.optional(), to: day.optional() })

/** Days are the organisation's own, both ends included; `previous` is as long and ends the day before. */
export const period = z.object({
  from: day, to: day, days: z.number().int(), previous_from: day, previous_to: day,
  time_zone: z.string(), step: z.enum(['day', 'week', 'month']), computed_at: instant,
})
export type Period = z.infer<typeof period>

const count = z.number().int()
/** Null: fewer people than the anonymity threshold are behind it. */
const guarded = count.nullable()

export const figureNames = ['connected', 'readers', 'sharers', 'published', 'reads', 'likes', 'shares', 'clicks'] as const
export type FigureName = (typeof figureNames)[number]

/** What the dashboard may be narrowed to; each narrows what the others leave. */
export const filterNames = ['programme', 'theme', 'tribe', 'group', 'network'] as const
export type FilterName = (typeof filterNames)[number]

const filterInput = z.object({
  programme_id: id.optional(), theme_id: z.union([id, z.literal(noTheme)]).optional(), tribe: tribe.optional(), group_id: id.optional(), network: z.enum(campaignNetworks).optional(),
})

const named = z.object({ id, name: z.string() })
/** What a figure or a chapter cannot be narrowed by, of the filters that are on: it is told for all of them instead. */
export const unfollowed = z.array(z.enum(filterNames))
/** The chapters of the dashboard that follow other filters than the figures they are made of. */
export const chapterNames = ['funnel', 'readers_and_sharers'] as const

/**
 * The filters that are on, by name. `people`: members of the part of the organisation that they leave, those who were in the group when the period
 * began; `early`: they were too few for its figures then; `narrowed`: whether it is a part. `small`: the organisation never had as many
 * members as the threshold, so that figures can be told to belong to somebody.
 */
export const activeFilters = z.object({
  programme: named.nullable(), theme: z.object({ id: id.nullable(), name: z.string().nullable() }).nullable(), tribe: tribe.nullable(), group: named.nullable(), network: z.string().nullable(),
  small: z.boolean(), early: z.boolean(), narrowed: z.boolean(), people: guarded,
})
export type ActiveFilters = z.infer<typeof activeFilters>

/** What there is to choose from: groups too small to be told apart are not among them. */
export const filterChoices = z.object({
  programmes: z.array(named), themes: z.array(named.extend({ programme_id: id, archived: z.boolean() })), tribes: z.array(tribe), groups: z.array(named), networks: z.array(z.string()), threshold: count,
})
export type FilterChoices = z.infer<typeof filterChoices>

/** `sample`: how many people or contents the figure stands on (ui words say which). */
const figure = z.object({ value: count, previous: count, sample: count })
export type FigureValue = z.infer<typeof figure>
const guardedFigure = z.object({ value: guarded, previous: guarded, sample: guarded })
export type GuardedFigure = z.infer<typeof guardedFigure>

/**
 * Hits left out of the clicks, and why; the reasons are those of links (`links.reasons`). `withheld`: hits for reasons that are not told, since
 * too few people's links are behind one of them, or since a filter is on. `counted`: the reasons whose visits are clicks all the same, by the
 * organisation's choice.
 */
export const leftOut = z.object({ hits: guarded, reasons: z.array(z.object({ reason: z.string(), hits: count })), withheld: count, counted: z.array(z.string()) })
export type LeftOut = z.infer<typeof leftOut>

/** `opened`: the network's dialog was opened; of these, some are declared posted, some confirmed by a first human click, which is told where clicks are. */
const shareStates = { opened: count, declared: count, confirmed: count }
const guardedStates = { opened: guarded, declared: guarded, confirmed: guarded }

const theme = z.object({ id, name: z.string(), colour })
export const contentLine = z.object({
  content_id: id, title: z.string(), theme: theme.nullable(), published_at: instant.nullable(),
  offered: count, reads: guarded, likes: guarded, shares: guarded, clicks: guarded,
})
export type ContentLine = z.infer<typeof contentLine>

export const networkLine = z.object({ network: z.string(), ...guardedStates, clicks: guarded, left_out: guarded, previous_opened: guarded, previous_clicks: guarded })
export type NetworkLine = z.infer<typeof networkLine>
export const themeLine = z.object({ theme: theme.nullable(), published: count, reads: guarded, likes: guarded, shares: guarded, clicks: guarded })
export type ThemeLine = z.infer<typeof themeLine>
export const groupLine = z.object({ group_id: id, name: z.string(), people: count, readers: guarded, reads: guarded, sharers: guarded, shares: guarded, clicks: guarded })
export type GroupLine = z.infer<typeof groupLine>
/** `from`: the first day of the step, as far as it lies in the period. */
export const stepLine = z.object({ from: day, to: day, connected: guarded, readers: guarded, reads: guarded, shares: guarded, clicks: guarded })
export type StepLine = z.infer<typeof stepLine>

/** What a dashboard that stands open asks with whether there is something new in it; it stands for what the dashboard tells, and says nothing itself. */
const pulse = z.string()

export const dashboard = z.object({
  period,
  /** What comes before there is anything to tell; null once something was published. */
  next_step: z.enum(['open_programme', 'publish']).nullable(),
  /** While it is on, figures of those days may still be the former ones. */
  replay,
  pulse,
  filters: activeFilters,
  /** By figure and by chapter. */
  unfollowed: z.record(z.enum([...figureNames, ...chapterNames]), unfollowed),
  figures: z.record(z.enum(figureNames), guardedFigure),
  shares: z.object(guardedStates),
  left_out: leftOut,
  series: z.array(stepLine),
  networks: z.array(networkLine),
  themes: z.array(themeLine),
  /** What was published in the period and what became of it since, within the period; each follows the filters that its figure follows. */
  offer: z.object({ contents: count, read: guarded, liked: guarded, shared: guarded }),
  rankings: z.object({ reads: z.array(contentLine), shares: z.array(contentLine), clicks: z.array(contentLine) }),
  /** Those invited in the period; of them, those who came; of these, those who have read or shared since. */
  funnel: z.object({ invited: guarded, registered: guarded, active: guarded }),
  /** Whoever read or shared in the period. Moves since the period before are given from the threshold on. */
  readers_and_sharers: z.object({ only_read: guarded, both: guarded, only_shared: guarded, began_sharing: guarded, stopped_sharing: guarded }),
  groups: z.object({ threshold: count, lines: z.array(groupLine), withheld: count }),
})
export type Dashboard = z.infer<typeof dashboard>

/** Since the beginning; `active` is given from `threshold` registered people on. */
export const invitationSteps = z.object({ invited: count, registered: count, active: guarded, threshold: count })
export type InvitationSteps = z.infer<typeof invitationSteps>

export const adviceKeys = ['network', 'weekday', 'theme', 'first_share', 'few_shares', 'no_clicks', 'few_clicks'] as const
/** A sentence at `insights.advice.<key>`; `shares` and `clicks` are the sample it stands on, `all_clicks` what they are compared with. */
export const advice = z.object({
  key: z.enum(adviceKeys), network: z.string().nullable(), weekday: z.number().int().min(1).max(7).nullable(), theme_name: z.string().nullable(), shares: count, clicks: count, all_clicks: count,
})
export type Advice = z.infer<typeof advice>

export const impact = z.object({
  period,
  figures: z.object({ shares: figure, clicks: figure, reads: figure }),
  shares: z.object(shareStates),
  left_out: z.object({ hits: count }),
  networks: z.array(z.object({ network: z.string(), shares: count, clicks: count })),
  series: z.array(z.object({ from: day, to: day, reads: count, shares: count, clicks: count })),
  contents: z.array(z.object({ content_id: id, title: z.string().nullable(), shares: count, clicks: count })),
  advice: z.array(advice),
})
export type Impact = z.infer<typeof impact>

export const rankingLine = z.object({ position: count, name_shown: z.string(), shares: count, clicks: count, own: z.boolean() })
export type RankingLine = z.infer<typeof rankingLine>
export const rankingChoice = z.object({ name_shown: z.string(), since: instant })

export const ranking = z.object({
  period,
  measure: z.enum(rankingMeasures),
  /** The actor's own wish; null: they are nowhere in the ranking. */
  choice: rankingChoice.nullable(),
  participants: count,
  lines: z.array(rankingLine),
})
export type Ranking = z.infer<typeof ranking>

const tags = ['insights']
const one = z.object({ programme_id: id })

export const insights = {
  dashboard: route.meta({ permission: 'insights.read' })
    .route({ method: 'GET', path: '/insights/dashboard', summary: 'What the programmes come to over a period, compared with the one before; never a person’s figure', tags })
    .input(periodInput.extend(filterInput.shape)).output(dashboard),
  pulse: route.meta({ permission: 'insights.read' })
    .route({ method: 'GET', path: '/insights/dashboard/pulse', summary: 'Whether visits were added up since a dashboard was given, of those that it tells: `since` is its pulse. To any other text there is always news. Cheap enough to be asked for every second', tags })
    .input(z.object({ since: pulse.max(100) })).output(z.object({ news: z.boolean() })),
  filters: route.meta({ permission: 'insights.read' })
    .route({ method: 'GET', path: '/insights/filters', summary: 'What the dashboard can be narrowed to', tags })
    .output(filterChoices),
  invitations: route.meta({ permission: 'people.invite' })
    .route({ method: 'GET', path: '/insights/invitations', summary: 'How many were invited since the beginning; of them, how many came; of these, how many have read or shared', tags })
    .output(invitationSteps),
  impact: route.meta({ permission: 'member' })
    .route({ method: 'GET', path: '/insights/impact', summary: 'One’s own figures, for one’s own eyes', tags })
    .input(periodInput).output(impact),
  ranking: route.meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/ranking', summary: 'The ambassadors who wish to be ranked, under the names they chose', tags })
    .input(periodInput.extend({ programme_id: id, measure: z.enum(rankingMeasures).default('clicks') })).output(ranking),
  joinRanking: route.meta({ permission: 'member' })
    .route({ method: 'PUT', path: '/programmes/{programme_id}/ranking-choice', summary: 'Appear in the ranking under this name', tags })
    .input(one.extend({ name_shown: shownName(60) })).output(rankingChoice),
  leaveRanking: route.meta({ permission: 'member' })
    .route({ method: 'DELETE', path: '/programmes/{programme_id}/ranking-choice', summary: 'Appear in the ranking no more, at once', tags, successStatus: 204 })
    .input(one).output(z.void()),
}
