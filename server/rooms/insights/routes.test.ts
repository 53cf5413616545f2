import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { dashboard, impact, ranking, type Impact, type Ranking } from '@portevoix/contract/insights'
import { linkReasons } from '@portevoix/contract/links'
import { z } from 'zod'
import { within } from '#kit/within'
import { testInstallation } from '#test/installation'
import { company, type Company, type Part, type Person } from '#test/world'
import { actorOf, at, dice, openSeason, read, record, share, visit } from './season.fixture.ts'
import { joinProgramme, leaveProgramme } from '#room/programme'
import { recordHits, rollUpPast } from '#room/links'
import { personalData, subscriptions } from './index.ts'

const now = new Date('2026-05-20T12:00:00Z')
const since = new Date('2026-05-01T08:00:00Z')
const versioned = z.object({ id: z.string(), version: z.number() })
const stage = await testInstallation({ clock: () => now, works: false })
let [ours, theirs, quiet]: (Company | undefined)[] = []
let programme_id = ''
let followed = ''
let content_id = ''
const one = (company_: Company | undefined): Company => {
  if (!company_) throw new Error('not on stage yet')
  return company_
}
const enter = async ({ organisation_id }: Company, person: Person) => {
  const actor = await actorOf(stage, organisation_id, person.member_id)
  await at(stage, organisation_id, actor, since, (ctx) => joinProgramme(ctx, programme_id, { version: 1, language: 'fr' }))
  return actor
}

beforeAll(async () => {
  [ours, theirs, quiet] = [await company(stage, 'ours.example'), await company(stage, 'theirs.example'), await company(stage, 'quiet.example')]
  const { organisation_id } = ours
  const season = await openSeason(stage, organisation_id, await actorOf(stage, organisation_id, ours.lead.member_id), { from: since, to: now, contents: 4, random: dice(1) })
  programme_id = season.programme_id
  const [ambassador, customer] = [await enter(ours, ours.ambassador), await enter(ours, ours.customer)]
  const [news, offer] = season.contents
  if (!news || !offer) throw new Error('no contents')
  await read(stage, organisation_id, ambassador, news.id, new Date('2026-05-04T09:00:00Z'))
  const mine = await share(stage, organisation_id, ambassador, news.id, 'linkedin', new Date('2026-05-05T09:00:00Z'), { declared: true })
  const others = await share(stage, organisation_id, customer, offer.id, 'x', new Date('2026-05-06T09:00:00Z'))
  followed = others.link_id
  content_id = news.id
  const later = (hours: number) => new Date(Date.parse('2026-05-07T09:00:00Z') + hours * 3_600_000)
  await record(stage, organisation_id, [
    visit(mine.link_id, later(0), '203.0.113.1'), { ...visit(mine.link_id, later(1), '203.0.113.2'), agent: 'Twitterbot/1.0' }, { ...visit(mine.link_id, later(1), '203.0.113.2'), method: 'HEAD' },
    ...Array.from({ length: 6 }, (_, number) => visit(others.link_id, later(number), `203.0.113.${number + 10}`)),
  ], { from: '2026-05-01', to: '2026-05-20' })
}, 60_000)

const impactFor = async (person: Person): Promise<Impact> => {
  const { status, body } = await person.call('GET', '/insights/impact')
  expect(status, JSON.stringify(body)).toBe(200)
  return impact.parse(body)
}
const rankingFor = async (person: Person, query = ''): Promise<Ranking> => {
  const { status, body } = await person.call('GET', `/programmes/${programme_id}/ranking${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return ranking.parse(body)
}

describe('who sees the dashboard', () => {
  it.each<[Part, number]>([['lead', 200], ['curator', 200], ['sponsor', 200], ['admin', 200], ['moderator', 404], ['manager', 404], ['ambassador', 404], ['customer', 404]])('%s: %i', async (part, status) => {
    expect((await one(ours)[part].call('GET', '/insights/dashboard')).status).toBe(status)
  })
  it('not those who are signed out', async () => {
    expect((await fetch(`${stage.address}/api/v1/insights/dashboard`)).status).toBe(401)
  })
  it('not those of another organisation, who see their own, with nothing in it', async () => {
    const stranger = one(theirs).lead
    expect((await stranger.call('GET', '/insights/dashboard', undefined, { 'portevoix-organisation': one(ours).organisation_id })).status).toBe(404)
    expect(dashboard.parse((await stranger.call('GET', '/insights/dashboard')).body)).toMatchObject({ figures: { clicks: { value: null } }, next_step: 'open_programme' })
  })
  it('and it names nobody', async () => {
    const text = JSON.stringify((await one(ours).lead.call('GET', '/insights/dashboard')).body)
    for (const person of [one(ours).ambassador, one(ours).customer, one(ours).lead]) for (const word of [person.member_id, person.name, person.email]) expect(text).not.toContain(word)
  })
})

it('says what comes first while nothing was ever published, and which days are being counted again', async () => {
  const { lead, curator, admin } = one(theirs)
  const told = async (company_ = one(theirs)) => {
    const { next_step, replay } = dashboard.parse((await company_.lead.call('GET', '/insights/dashboard?period=7')).body)
    return { next_step, replay }
  }
  expect(await told(one(ours))).toEqual({ next_step: null, replay: null })
  const { id } = z.object({ id: z.string() }).parse((await admin.call('POST', '/programmes', { name: 'Voix', networks: ['x'] })).body)
  expect(await told()).toEqual({ next_step: 'publish', replay: null })
  const { items: [theme] } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse((await lead.call('GET', `/programmes/${id}/themes`)).body)
  const draft = versioned.parse((await curator.call('POST', `/programmes/${id}/contents`, { kind: 'text' })).body)
  const saved = versioned.parse((await curator.call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title: 'Un', body_html: '<p>Un</p>', theme_id: theme?.id } })).body)
  expect(await told()).toEqual({ next_step: 'publish', replay: null })
  await curator.call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
  expect(await told()).toEqual({ next_step: null, replay: null })
  const switched = linkReasons.parse((await lead.call('PUT', '/link-reasons/head', { reason: 'head', counts: true })).body)
  expect(switched.replay).not.toBeNull()
  expect(await told()).toEqual({ next_step: null, replay: switched.replay })
})

it('an organisation where nothing happened yet is told that fewer than five did anything: from nothing to something would tell who', async () => {
  const { status, body } = await one(quiet).lead.call('GET', '/insights/dashboard?period=7')
  expect(status).toBe(200)
  const { figures, series, networks, themes, rankings, funnel, offer, left_out, groups } = dashboard.parse(body)
  expect(Object.entries(figures).filter(([, { value, previous }]) => value !== null || previous !== null).map(([name]) => name)).toEqual(['connected', 'published'])
  expect(series).toHaveLength(7)
  expect([networks, themes, rankings.reads, rankings.clicks, left_out.reasons]).toEqual([[], [], [], [], []])
  expect([funnel, offer]).toEqual([{ invited: null, registered: null, active: null }, { contents: 0, read: null, liked: null, shared: null }])
  expect(groups).toEqual({ threshold: 5, lines: [], withheld: 2 })
})

it('the funnel follows those invited in the period', async () => {
  const { organisation_id, lead } = one(ours)
  const invite = (email: string | null, uses: number, created_at: string) => within(stage.kit, organisation_id, async (ctx) => {
    const id = crypto.randomUUID()
    await ctx.tx.insertInto('people.invitations').values({ id, organisation_id, email, tribe: 'employees', language: 'fr', token_hash: Buffer.from(id), token_sealed: '', created_at, expires_at: '2026-12-31T00:00:00Z', uses }).execute()
    return id
  })
  const accept = (invitation_id: string, member_id: string) => within(stage.kit, organisation_id, (ctx) =>
    ctx.tx.insertInto('people.acceptances').values({ organisation_id, invitation_id, member_id, accepted_at: '2026-05-03T00:00:00Z' }).execute())
  await invite('waiting@ours.example', 0, '2026-05-02T00:00:00Z')
  await accept(await invite('ambassador@ours.example', 1, '2026-05-02T00:00:00Z'), one(ours).ambassador.member_id)
  await accept(await invite('moderator@ours.example', 1, '2026-05-02T00:00:00Z'), one(ours).moderator.member_id)
  await invite('earlier@ours.example', 0, '2026-02-02T00:00:00Z')
  await accept(await invite(null, 1, '2026-01-02T00:00:00Z'), one(ours).customer.member_id)
  const funnel = async () => dashboard.parse((await lead.call('GET', '/insights/dashboard')).body).funnel
  expect(await funnel()).toEqual({ invited: null, registered: null, active: null })
  for (const number of [1, 2]) await invite(`waiting${number}@ours.example`, 0, '2026-05-02T00:00:00Z')
  expect(await funnel()).toEqual({ invited: 6, registered: null, active: null })
  for (const part of ['lead', 'curator'] as const) await accept(await invite(`${part}@ours.example`, 1, '2026-05-02T00:00:00Z'), one(ours)[part].member_id)
  expect(await funnel()).toEqual({ invited: 8, registered: 5, active: null })
})

describe('my impact', () => {
  it('shows one’s own figures, robots left out and counted', async () => {
    const { figures, shares, left_out, networks, contents, advice } = await impactFor(one(ours).ambassador)
    expect(figures).toEqual({ shares: { value: 1, previous: 0, sample: 1 }, clicks: { value: 1, previous: 0, sample: 1 }, reads: { value: 1, previous: 0, sample: 1 } })
    expect(shares).toEqual({ opened: 1, declared: 1, confirmed: 0 })
    expect(left_out).toEqual({ hits: 2 })
    expect(networks).toEqual([{ network: 'linkedin', shares: 1, clicks: 1 }])
    expect(contents).toMatchObject([{ title: 'Contenu 0', shares: 1, clicks: 1 }])
    expect(advice).toMatchObject([{ key: 'few_shares', shares: 1 }])
  })
  it('is empty for who did nothing, and the same for a manager: their own', async () => {
    const { figures, advice } = await impactFor(one(ours).manager)
    expect([figures.shares.value, figures.clicks.value, figures.reads.value, advice[0]?.key]).toEqual([0, 0, 0, 'first_share'])
  })
  it('cannot be asked for anybody else', async () => {
    const asked = await one(ours).lead.call('GET', `/insights/impact?member_id=${one(ours).ambassador.member_id}&sharer_id=${one(ours).ambassador.member_id}`)
    expect(impact.parse(asked.body).figures.clicks.value).toBe(0)
  })
})

describe('the ranking', () => {
  const wish = (person: Person, name_shown: string) => person.call('PUT', `/programmes/${programme_id}/ranking-choice`, { name_shown })
  const chosenSince = (person: Person, since_then: Date) => within(stage.kit, person.organisation_id, (ctx) =>
    ctx.tx.updateTable('insights.ranking_choices').set({ since: since_then }).where('organisation_id', '=', person.organisation_id).where('member_id', '=', person.member_id).execute())
  it('is empty until somebody wishes to be in it, though there are clicks', async () => {
    expect(await rankingFor(one(ours).ambassador)).toMatchObject({ participants: 0, lines: [], choice: null })
  })
  it('lists those who wish it, by the name they chose, and by nothing else', async () => {
    expect((await wish(one(ours).ambassador, '  La Pie  ')).body).toMatchObject({ name_shown: 'La Pie' })
    expect((await rankingFor(one(ours).customer))).toMatchObject({ participants: 1, lines: [] })
    await chosenSince(one(ours).ambassador, since)
    expect((await rankingFor(one(ours).customer)).lines).toEqual([{ position: 1, name_shown: 'La Pie', shares: 1, clicks: 1, own: false }])
    await wish(one(ours).customer, 'Le Geai')
    await chosenSince(one(ours).customer, since)
    const seen = await rankingFor(one(ours).ambassador)
    expect(seen.lines).toEqual([{ position: 1, name_shown: 'Le Geai', shares: 1, clicks: 6, own: false }, { position: 2, name_shown: 'La Pie', shares: 1, clicks: 1, own: true }])
    expect(JSON.stringify(seen)).not.toContain(one(ours).customer.member_id)
    expect((await rankingFor(one(ours).ambassador, '?measure=shares')).lines.map(({ position }) => position)).toEqual([1, 1])
  })
  it('forgets at once who changes their mind, and says the same when asked twice', async () => {
    for (let turn = 0; turn < 2; turn += 1) expect((await one(ours).customer.call('DELETE', `/programmes/${programme_id}/ranking-choice`)).status).toBe(204)
    expect(await rankingFor(one(ours).ambassador)).toMatchObject({ participants: 1, lines: [{ name_shown: 'La Pie' }] })
  })
  it('refuses the name of another member, however it is spelt, and takes one’s own', async () => {
    for (const name of ['Chloé Martin', 'chloe martin', 'CHLOÉ  MARTIN', 'Chloe\u0301-Martin', 'ChloéMartin', 'Chloé\u00a0Martin', 'leamoreau']) {
      expect((await wish(one(ours).ambassador, name)).body, name).toMatchObject({ status: 422, errors: [{ field: 'name_shown', code: 'insights.name_of_another', message: expect.stringContaining('un autre membre') }] })
    }
    for (const name of ['anais faure', 'Chloé Martinet', 'La Pie']) expect((await wish(one(ours).ambassador, name)).status, name).toBe(200)
  })
  it('counts what was done from the day of the choice, and nothing before', async () => {
    const [line] = (await rankingFor(one(ours).ambassador)).lines
    expect(line).toMatchObject({ shares: 1, clicks: 1 })
    await chosenSince(one(ours).ambassador, now)
    expect(await rankingFor(one(ours).ambassador)).toMatchObject({ participants: 1, lines: [{ shares: 0, clicks: 0 }] })
    await chosenSince(one(ours).ambassador, since)
  })
  it('refuses a name of nothing, or one too long, at its field', async () => {
    for (const name of ['', '   ', 'x'.repeat(61)]) expect((await wish(one(ours).ambassador, name)).body).toMatchObject({ status: 422, errors: [{ field: 'name_shown' }] })
  })
  it('is for ambassadors of the programme, in their organisation', async () => {
    expect((await one(ours).sponsor.call('GET', `/programmes/${programme_id}/ranking`)).status).toBe(403)
    expect((await wish(one(ours).sponsor, 'Moi')).status).toBe(403)
    expect((await one(theirs).ambassador.call('GET', `/programmes/${programme_id}/ranking`)).status).toBe(404)
    expect((await wish(one(theirs).ambassador, 'Moi')).status).toBe(404)
  })
  it('loses whoever leaves the programme or the organisation', async () => {
    const { organisation_id, ambassador, customer } = one(ours)
    await wish(customer, 'Le Geai')
    const [hears] = subscriptions
    await at(stage, organisation_id, await actorOf(stage, organisation_id, customer.member_id), now, async (ctx) => {
      await leaveProgramme(ctx, programme_id)
      await hears?.hear(ctx, { name: 'programme.left', programme_id, member_id: customer.member_id })
    })
    expect((await rankingFor(ambassador)).participants).toBe(1)
    const kept = await within(stage.kit, organisation_id, async (ctx) => {
      const before = await personalData.export(ctx, ambassador.member_id)
      await personalData.erase(ctx, ambassador.member_id)
      return [before, await personalData.export(ctx, ambassador.member_id)]
    })
    expect(kept).toMatchObject([{ ranking_choices: [{ name_shown: 'La Pie' }] }, { ranking_choices: [] }])
  })
})

describe('the pulse of a dashboard', () => {
  const boardOf = async ({ sponsor }: Company, query = 'period=7') => dashboard.parse((await sponsor.call('GET', `/insights/dashboard?${query}`)).body)
  const isNews = async (since: string, { sponsor }: Company = one(ours)) => {
    const { status, body } = await sponsor.call('GET', `/insights/dashboard/pulse?since=${since}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return z.strictObject({ news: z.boolean() }).parse(body).news
  }
  const addUp = ({ organisation_id }: Company) => within(stage.kit, organisation_id, (ctx) => rollUpPast(ctx, 'Europe/Paris'))
  let visitor = 0
  const follow = async (link_id: string, moment = '2026-05-20T11:00:00Z', agent?: string) => {
    visitor += 1
    const hit = visit(link_id, new Date(moment), `198.51.100.${visitor}`)
    await within(stage.kit, one(ours).organisation_id, (ctx) => recordHits(ctx, [agent === undefined ? hit : { ...hit, agent }]))
    await addUp(one(ours))
  }
  const preview = 'Twitterbot/1.0'
  const poster = async () => {
    const { status, body } = await one(ours).curator.call('POST', `/contents/${content_id}/campaign-links`, { slug: 'affiche', label: 'Affiche', network: 'print' })
    expect(status, JSON.stringify(body)).toBe(201)
    const { rows: [link] } = await within(stage.kit, one(ours).organisation_id, ({ tx }) => sql<{ id: string }>`select id from links.links where slug = 'affiche'`.execute(tx))
    return link?.id ?? ''
  }

  it.each<[Part, number]>([['lead', 200], ['curator', 200], ['sponsor', 200], ['admin', 200], ['moderator', 404], ['manager', 404], ['ambassador', 404], ['customer', 404]])('is told to %s: %i, as the dashboard is', async (part, status) => {
    expect((await one(ours)[part].call('GET', '/insights/dashboard/pulse?since=now')).status).toBe(status)
    expect((await one(ours)[part].call('GET', '/insights/dashboard/pulse')).status).toBe(status === 200 ? 422 : status)
  })

  it('does not move with a visit where clicks are withheld, whatever it is asked with', async () => {
    const { figures, pulse } = await boardOf(one(ours))
    expect([figures.clicks.value, await isNews(pulse), await isNews('none'), await isNews(pulse, one(theirs))]).toEqual([null, false, true, true])
    for (const agent of [undefined, preview]) {
      await follow(followed, undefined, agent)
      expect([await isNews(pulse), await isNews('none'), (await boardOf(one(ours))).pulse]).toEqual([false, true, pulse])
    }
    await follow(await poster())
    expect([await isNews(pulse), (await boardOf(one(ours))).pulse === pulse]).toEqual([true, false])
  })

  it('moves with each visit that the dashboard tells', async () => {
    const { organisation_id } = one(ours)
    const links = await Promise.all((['lead', 'curator', 'moderator'] as const).map(async (part) =>
      (await share(stage, organisation_id, await enter(one(ours), one(ours)[part]), content_id, 'linkedin', new Date('2026-05-19T09:00:00Z'))).link_id))
    const mine = (await share(stage, organisation_id, await actorOf(stage, organisation_id, one(ours).ambassador.member_id), content_id, 'x', new Date('2026-05-19T09:00:00Z'))).link_id
    for (const link_id of [...links, mine]) await follow(link_id)
    const elsewhere = (await boardOf(one(theirs))).pulse
    const told = await boardOf(one(ours))
    expect([told.figures.clicks.value, told.left_out.hits]).toEqual([expect.any(Number), null])
    expect(await isNews(told.pulse)).toBe(false)
    // visits that are left out are told of nobody yet
    await follow(mine, undefined, preview)
    expect(await isNews(told.pulse)).toBe(false)
    await follow(mine)
    expect([await isNews(told.pulse), await isNews((await boardOf(one(ours))).pulse), await isNews(elsewhere, one(theirs))]).toEqual([true, false, false])
    for (const link_id of [...links, mine, followed]) await follow(link_id, undefined, preview)
    const both = await boardOf(one(ours))
    expect([both.left_out.hits, await isNews(both.pulse)]).toEqual([expect.any(Number), false])
    await follow(mine, undefined, preview)
    expect(await isNews(both.pulse)).toBe(true)
    // late for the day before
    const late = await boardOf(one(ours))
    await follow(followed, '2026-05-19T20:00:00Z')
    expect(await isNews(late.pulse)).toBe(true)
  })

  it('goes with what is asked for: where clicks are withheld there, or of days that are over, it stands for nobody’s links alone', async () => {
    const whole = await boardOf(one(ours))
    for (const query of ['period=7&tribe=customers', 'period=7&network=print', 'from=2026-05-01&to=2026-05-19']) {
      const { pulse } = await boardOf(one(ours), query)
      expect([pulse === whole.pulse, await isNews(pulse)]).toEqual([false, false])
      await follow(followed)
      expect(await isNews(pulse)).toBe(false)
    }
  })
})
