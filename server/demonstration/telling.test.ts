import { beforeAll, describe, expect, it } from 'vitest'
import { createContent, publishContent, recordVisits, saveContent } from '#room/content'
import { createProgramme, themesOf } from '#room/programme'
import { recordShares, type PastShare } from '#room/sharing'
import type { Ctx } from '#kit/context'
import { within } from '#kit/within'
import { testInstallation } from '#test/installation'
import { company, type Company } from '#test/world'
import { inThePast } from './past.ts'

const now = new Date('2026-06-15T10:00:00Z')
const published_at = new Date('2026-06-01T08:00:00Z')
const stage = await testInstallation({ works: false, clock: () => now })
let house: Company
let contents: { open: string; internal: string; theme_id: string }

const tell = <T>(work: (ctx: Ctx) => Promise<T>) => within(stage.kit, house.organisation_id, work)

beforeAll(async () => {
  house = await company(stage, 'past.test')
  contents = await tell(async (ctx) => {
    const then = inThePast(ctx, published_at.getTime())
    const { id: programme_id } = await createProgramme(then, { name: 'Ambassadeurs', purpose: '', networks: ['linkedin'] })
    const theme_id = (await themesOf(then, programme_id))[0]?.id ?? ''
    const make = async (visibility: 'internal' | 'shareable') => {
      const id = await createContent(then, { programme_id, kind: 'link', visibility, language: 'fr', title: 'Une nouvelle', address: 'https://example.org/une' })
      await saveContent(then, id, null, { theme_id, body_html: '<p>Quelques mots.</p>' })
      await publishContent(then, id, { version: null })
      return id
    }
    return { open: await make('shareable'), internal: await make('internal'), theme_id }
  })
})

const people = () => new Map([
  [house.ambassador.member_id, { tribe: 'employees' as const, group_ids: [house.groups.paris] }], [house.customer.member_id, { tribe: 'customers' as const, group_ids: [house.groups.lyon] }],
])
const later = new Date('2026-06-02T09:00:00Z')
const opened = (visible_seconds: number) => ({ at: later, visible_seconds, scrolled_percent: 20, followed: false })

describe('the past, told by the rules of today', () => {
  it('does not let a content be seen by those it is not for, before it was out, or by strangers', async () => {
    const seen = (member_id: string, content_id: string, viewed_at: Date) => ({ member_id, content_id, viewed_at })
    expect(await tell((ctx) => recordVisits(ctx, people(), [
      seen(house.customer.member_id, contents.internal, later), seen(house.ambassador.member_id, contents.open, new Date('2026-05-31T09:00:00Z')), seen(house.lead.member_id, contents.open, later),
    ]))).toEqual({ views: 0, reads: 0, likes: 0, saves: 0 })
  })

  it('counts a read only when it was one, on its own day and for each group', async () => {
    const visits = [
      { member_id: house.ambassador.member_id, content_id: contents.open, viewed_at: later, opened: opened(60), liked_at: later },
      { member_id: house.customer.member_id, content_id: contents.open, viewed_at: later, opened: opened(2), saved_at: later },
    ]
    expect(await tell((ctx) => recordVisits(ctx, people(), visits))).toEqual({ views: 2, reads: 1, likes: 1, saves: 1 })
    const [tribes, groups] = await tell(async ({ tx }) => [
      await tx.selectFrom('content.daily_content_activity').select(['day', 'tribe', 'views', 'reads', 'likes', 'saves']).where('day', '=', '2026-06-02').orderBy('tribe').execute(),
      await tx.selectFrom('content.daily_group_content_activity').select(['group_id', 'reads']).where('day', '=', '2026-06-02').where('reads', '>', 0).execute(),
    ])
    expect(tribes).toEqual([
      { day: '2026-06-02', tribe: 'customers', views: 1, reads: 0, likes: 0, saves: 1 }, { day: '2026-06-02', tribe: 'employees', views: 1, reads: 1, likes: 1, saves: 0 },
    ])
    expect(groups).toEqual([{ group_id: house.groups.paris, reads: 1 }])
  })

  it('shares no internal content, and none on a network that is not used', async () => {
    const share = (content_id: string, network: string): PastShare => ({
      sharer: { id: house.ambassador.member_id, tribe: 'employees', group_ids: [] }, content_id, theme_id: contents.theme_id, network, caption: 'Mes mots', turn: 0, opened_at: later, declared_at: null,
    })
    const recorded = await tell((ctx) => recordShares(ctx, [share(contents.internal, 'linkedin'), share(contents.open, 'x'), share(contents.open, 'nowhere'), share(contents.open, 'linkedin')]))
    expect(recorded.map(({ content_id, network }) => [content_id, network])).toEqual([[contents.open, 'linkedin']])
    expect(recorded[0]?.link_id).not.toBeNull()
  })
})
