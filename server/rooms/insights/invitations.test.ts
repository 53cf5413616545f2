import { beforeAll, describe, expect, it } from 'vitest'
import { dashboard, invitationSteps } from '@portevoix/contract/insights'
import type { Invitation } from '@portevoix/contract/people/invitations'
import { testInstallation, type TestInstallation } from '#test/installation'
import { caller, company, cookieOf, signIn, type Company, type Person } from '#test/world'
import { createOrganisationWith } from '#room/people'
import { within } from '#kit/within'
import { actorOf, at, dice, openSeason, read } from './season.fixture.ts'
import { joinProgramme } from '#room/programme'

let stage: TestInstallation
let founder: Person
let ever = 1

const place = { tribe: 'employees', language: 'fr' }
const whole = async (person: Person) => invitationSteps.parse((await person.call('GET', '/insights/invitations')).body)
const ofPeriod = async (person: Person) => dashboard.parse((await person.call('GET', '/insights/dashboard?period=7')).body).funnel
const both = async (person: Person) => {
  const { threshold, ...steps } = await whole(person)
  ever = Math.max(ever, steps.registered + 1)
  // an organisation that never had five members sees everything as it is, on both screens
  expect(threshold).toBe(ever < 5 ? 1 : 5)
  if (ever < 5) {
    expect(await ofPeriod(person)).toEqual(steps)
    return steps
  }
  // since there were five members, the dashboard tells no step of a few
  const few = (count: number | null) => (count !== null && count > 0 && count < threshold ? null : count)
  const { active, ...period } = await ofPeriod(person)
  expect({ ...period, active: period.registered !== null && period.registered >= threshold ? active : null }).toEqual({ invited: few(steps.invited), registered: few(steps.registered), active: few(steps.active) })
  return steps
}

/** Comes by the link of an invitation, and proves the address where that is asked. */
const accept = async (token: string, name: string) => {
  const { body, headers } = await caller(stage).call('POST', `/invitation-links/${token}/acceptance`, { name, language: 'fr' })
  expect(body).toMatchObject({ state: 'joined' })
  return cookieOf(headers)
}
const tokenFor = async (email: string): Promise<string> => {
  const html = await within(stage.kit, founder.organisation_id, async (ctx) => (await ctx.tx.selectFrom('kit.mails').select('html').where('recipient', '=', email).executeTakeFirst())?.html)
  return /\/invitation\/([\w-]+)"/.exec(html ?? '')?.[1] ?? ''
}

beforeAll(async () => {
  stage = await testInstallation({ works: false })
  const { organisation_id } = await createOrganisationWith(stage.kit, { name: 'Ateliers Été', language: 'fr', colour: '#0a5c5c', time_zone: 'Europe/Paris' }, { name: 'Alix', email: 'alix@ete.test' })
  founder = await signIn(stage, organisation_id, 'alix@ete.test')
})

describe('every funnel', () => {
  it('leaves out whoever made the organisation', async () => {
    expect(await both(founder)).toEqual({ invited: 0, registered: 0, active: 0 })
  })

  it('counts those invited, and of them those who came', async () => {
    const emails = Array.from({ length: 7 }, (_, turn) => `nina${turn}@ete.test`)
    await founder.call('POST', '/invitations', { emails: [...emails, 'alix@ete.test'], place })
    expect(await both(founder)).toEqual({ invited: 7, registered: 0, active: 0 })
    for (const email of emails.slice(0, 4)) await accept(await tokenFor(email), email)
    const { items } = (await founder.call('GET', '/invitations?state=open')).body as { items: Invitation[] }
    await founder.call('PUT', `/invitations/${items[0]?.id}/withdrawal`)
    expect(await both(founder)).toEqual({ invited: 6, registered: 4, active: null })
  })

  it('counts of these those who read or shared, by fives', async () => {
    await accept(await tokenFor('nina4@ete.test'), 'Nina')
    const reader = await signIn(stage, founder.organisation_id, 'nina0@ete.test')
    const now = new Date()
    const yesterday = new Date(now.getTime() - 86_400_000)
    const season = await openSeason(stage, founder.organisation_id, await actorOf(stage, founder.organisation_id, founder.member_id), { from: yesterday, to: now, contents: 1, random: dice(1) })
    const actor = await actorOf(stage, founder.organisation_id, reader.member_id)
    await at(stage, founder.organisation_id, actor, yesterday, (ctx) => joinProgramme(ctx, season.programme_id, { version: 1, language: 'fr' }))
    await read(stage, founder.organisation_id, actor, season.contents[0]?.id ?? '', now)
    expect(await both(founder)).toEqual({ invited: 6, registered: 5, active: null })
    for (const name of ['nina1', 'nina2', 'nina3', 'nina4']) {
      const other = await actorOf(stage, founder.organisation_id, (await signIn(stage, founder.organisation_id, `${name}@ete.test`)).member_id)
      await at(stage, founder.organisation_id, other, yesterday, (ctx) => joinProgramme(ctx, season.programme_id, { version: 1, language: 'fr' }))
      await read(stage, founder.organisation_id, other, season.contents[0]?.id ?? '', now)
    }
    expect(await both(founder)).toEqual({ invited: 6, registered: 5, active: 5 })
  })

  it('forgets who was removed', async () => {
    const gone = await signIn(stage, founder.organisation_id, 'nina1@ete.test')
    expect((await founder.call('DELETE', `/members/${gone.member_id}`)).status).toBe(204)
    expect(await both(founder)).toEqual({ invited: 5, registered: 4, active: null })
  })
})

it('is for those who invite', async () => {
  const acme: Company = await company(stage, 'acme.test')
  expect((await Promise.all([acme.admin, acme.lead, acme.sponsor, acme.curator, acme.ambassador].map((person) => person.call('GET', '/insights/invitations')))).map(({ status }) => status)).toEqual([200, 200, 404, 404, 404])
})
