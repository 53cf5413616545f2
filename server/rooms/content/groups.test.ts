import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { content, type Content } from '@portevoix/contract/content/contents'
import { groupDependents } from '@portevoix/contract/content/groups'
import { group } from '@portevoix/contract/people/members'
import { invitation } from '@portevoix/contract/people/invitations'
import { openProgramme, theme } from '@portevoix/contract/programme'
import { within } from '#kit/within'
import { enrol } from '#room/people'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, signIn, type Answer, type Company } from '#test/world'
import { jobs } from './jobs.ts'

let clock = new Date('2026-03-02T09:00:00Z')
let house: TestInstallation
let us: Company
let others: Company
let programme_id: string
let theme_id: string

const read = (answer: Answer): Content => content.parse(answer.body)
const refusal = z.object({ errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })) })
const now = async (id: string) => read(await us.curator.call('GET', `/contents/${id}`))
const made = async (name: string) => group.parse((await us.lead.call('POST', '/groups', { name })).body).id
const dependents = async (id: string) => groupDependents.parse((await us.lead.call('GET', `/groups/${id}/dependents`)).body)
const remove = (id: string, body: object = {}) => us.lead.call('POST', `/groups/${id}/removal`, body)

const begin = async (title: string, group_ids: string[]) => {
  const draft = read(await us.curator.call('POST', `/programmes/${programme_id}/contents`, { kind: 'link', address: 'https://example.org/article' }))
  return read(await us.curator.call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title, theme_id, group_ids, visibility: 'shareable' } }))
}
const publish = async ({ id, version }: Content) => read(await us.curator.call('PUT', `/contents/${id}/publication`, { version }))
const schedule = async ({ id, version }: Content, at: Date) => read(await us.curator.call('PUT', `/contents/${id}/schedule`, { version, publish_at: at.toISOString() }))
const invite = async (email: string, group_ids: string[]) => us.lead.call('POST', '/invitations', { emails: [email], place: { tribe: 'employees', language: 'fr', group_ids } })
const invited = async (email: string) => z.object({ items: z.array(invitation) }).parse((await us.lead.call('GET', '/invitations')).body).items.find((one) => one.email === email)
const lastRemoval = async () => z.object({ items: z.array(z.object({ action: z.string(), details: z.unknown() })) }).parse((await us.admin.call('GET', '/audit-entries')).body).items.find(({ action }) => action === 'group.removed')

beforeAll(async () => {
  house = await testInstallation({ works: false, clock: () => clock })
  ;[us, others] = [await company(house, 'groups.example'), await company(house, 'elsewhere.example')]
  programme_id = openProgramme.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body).id
  theme_id = z.object({ items: z.array(theme) }).parse((await us.lead.call('GET', `/programmes/${programme_id}/themes`)).body).items[0]?.id ?? ''
})

describe('a group that things depend on', () => {
  it('says what depends on it, and goes only once it is said what becomes of that', async () => {
    const [nord, sud] = [await made('Nord'), await made('Sud')]
    const alone = await publish(await begin('Pour le Nord seul', [nord]))
    await begin('Pour les deux', [nord, sud])
    await begin('Pour tous', [])
    await invite('nord@groups.example', [nord, sud])
    expect(await dependents(nord)).toEqual({ name: 'Nord', members: 0, contents: 2, invitations: 1, alone_count: 1, alone: [{ id: alone.id, title: 'Pour le Nord seul', state: 'published' }] })
    await within(house.kit, us.organisation_id, (ctx) => enrol(ctx, [{ name: 'Ada Admin', roles: ['admin'], tribe: 'employees', email: 'pure@groups.example', language: 'fr', group_ids: [] }], true))
    const pure = await signIn(house, us.organisation_id, 'pure@groups.example')
    const administrator = groupDependents.parse((await pure.call('GET', `/groups/${nord}/dependents`)).body)
    expect(administrator).toMatchObject({ contents: 2, alone_count: 1, alone: [] })
    const refused = await remove(nord)
    expect(refused.status).toBe(422)
    const [error] = refusal.parse(refused.body).errors
    expect(error).toMatchObject({ field: 'replacement_id', code: 'content.group_in_use' })
    expect(error?.message).toMatch(/^2 contenus .* 1 invitation/u)
    expect(await now(alone.id)).toMatchObject({ state: 'published', group_ids: [nord] })
    for (const wrong of [nord, others.groups.paris, '01900000-0000-7000-8000-000000000000']) {
      expect(refusal.parse((await remove(nord, { replacement_id: wrong })).body).errors).toMatchObject([{ field: 'replacement_id', code: 'content.no_other_group' }])
    }
    expect((await dependents(nord)).contents).toBe(2)
  })

  it('gives its place to another', async () => {
    const [nord, sud] = [await made('Nord 2'), await made('Sud 2')]
    const [out, both] = [await publish(await begin('Publié', [nord])), await begin('Pour les deux', [nord, sud])]
    await invite('deux@groups.example', [nord, sud])
    expect(await remove(nord, { replacement_id: sud })).toMatchObject({ status: 200, body: { contents: 2, alone: 0, invitations: 1 } })
    expect(await now(out.id)).toMatchObject({ state: 'published', group_ids: [sud], version: out.version + 1, obstacles: [] })
    expect((await now(out.id)).decisions.at(-1)).toMatchObject({ verb: 'edited', by: { name: 'Léa Moreau' } })
    expect((await now(both.id)).group_ids).toEqual([sud])
    expect((await invited('deux@groups.example'))?.group_ids).toEqual([sud])
    expect((await lastRemoval())?.details).toEqual({ group: 'Nord 2', contents: 2, alone: 0, invitations: 1, replacement: 'Sud 2' })
    expect((await us.lead.call('GET', `/groups/${nord}/dependents`)).status).toBe(404)
  })

  it('widens no audience when it is taken out: what was for it alone is for nobody until somebody chooses', async () => {
    const [nord, sud] = [await made('Nord 3'), await made('Sud 3')]
    const at = new Date(clock.getTime() + 3_600_000)
    const [out, planned, draft, both] = [
      await publish(await begin('Publié', [nord])), await schedule(await begin('Programmé', [nord]), at), await begin('Brouillon', [nord]), await publish(await begin('Aux deux', [nord, sud])),
    ]
    await invite('trois@groups.example', [nord])
    expect(await remove(nord, { replacement_id: null })).toMatchObject({ status: 200, body: { contents: 4, alone: 3, invitations: 1 } })
    expect(await now(both.id)).toMatchObject({ state: 'published', group_ids: [sud] })
    expect((await invited('trois@groups.example'))?.group_ids).toEqual([])
    expect(await now(out.id)).toMatchObject({ state: 'expired' })
    expect(await now(planned.id)).toMatchObject({ state: 'draft', publish_at: null })
    clock = at
    await jobs.find(({ name }) => name === 'content.publish-scheduled')?.run(house.kit, { organisation_id: us.organisation_id, content_id: planned.id })
    for (const { id } of [out, planned, draft]) {
      const left = await now(id)
      expect(left.obstacles).toContainEqual({ field: 'group_ids', code: 'group_gone' })
      expect((await us.curator.call('PUT', `/contents/${id}/publication`, { version: left.version, expires_at: null })).status).toBe(422)
    }
    const waiting = await now(draft.id)
    const chosen = read(await us.curator.call('PATCH', `/contents/${draft.id}`, { version: waiting.version, changes: { group_ids: [sud] } }))
    expect((await publish(chosen)).state).toBe('published')
  })

  it('is seen and removed by those who see people, in their own organisation', async () => {
    for (const person of [us.curator, us.ambassador, others.lead]) {
      expect((await person.call('GET', `/groups/${us.groups.paris}/dependents`)).status).toBe(404)
      expect((await person.call('POST', `/groups/${us.groups.paris}/removal`, {})).status).toBe(404)
    }
  })
})

describe('an audience', () => {
  it('is told how many ambassadors it reaches today', async () => {
    const nobody = await made('Nouveau site')
    const reached = async (query: string) => z.object({ ambassadors: z.number().nullable() }).parse((await us.curator.call('GET', `/programmes/${programme_id}/audience?${query}`)).body).ambassadors
    for (const person of [us.ambassador, us.customer]) await person.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
    expect(await reached(`visibility=shareable&group_ids[]=${us.groups.paris}`)).toBeNull()
    expect(await reached('visibility=shareable&tribes[]=customers')).toBeNull()
    for (const person of [us.lead, us.curator, us.moderator]) await person.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
    expect(await reached('visibility=shareable&tribes[]=employees')).toBeNull()
    expect(await reached('visibility=shareable')).toBe(5)
    // one more and one less: the answers do not tell
    await us.sponsor.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
    expect(await reached('visibility=shareable')).toBe(5)
    expect(await reached('visibility=shareable&tribes[]=employees')).toBe(5)
    await us.lead.call('DELETE', `/programmes/${programme_id}/acceptance`)
    expect(await reached('visibility=shareable')).toBe(5)
    expect(await reached('visibility=shareable&tribes[]=employees')).toBeNull()
    expect(await reached(`visibility=internal&group_ids[]=${us.groups.lyon}`)).toBe(0)
    expect(await reached(`visibility=shareable&group_ids[]=${nobody}`)).toBe(0)
    expect((await others.curator.call('GET', `/programmes/${programme_id}/audience?visibility=shareable`)).status).toBe(404)
  })
})
