import { beforeAll, describe, expect, it } from 'vitest'
import { allows, permissions, roles, type Permission, type Role } from '@portevoix/contract/permissions'
import { newId } from '#kit/ids'
import { testInstallation, type TestInstallation } from '#test/installation'
import { pathWith, routes, type Route } from '#test/routes'
import { caller, company, type Company, type Person } from '#test/world'

/** Who may do what, written out: a change of the rules must be made here too, by somebody who means it. */
const table: Record<Exclude<Permission, 'anyone' | 'signed_in' | 'member'>, Record<Role, boolean>> = {
  'organisation.manage': { admin: true, lead: false, curator: false, moderator: false, sponsor: false, manager: false, ambassador: false },
  'people.see': { admin: true, lead: true, curator: false, moderator: false, sponsor: false, manager: false, ambassador: false },
  'people.invite': { admin: true, lead: true, curator: false, moderator: false, sponsor: false, manager: false, ambassador: false },
  'people.manage': { admin: true, lead: false, curator: false, moderator: false, sponsor: false, manager: false, ambassador: false },
  'groups.see': { admin: true, lead: true, curator: true, moderator: true, sponsor: false, manager: false, ambassador: false },
  'programme.manage': { admin: true, lead: true, curator: false, moderator: false, sponsor: false, manager: false, ambassador: false },
  'content.curate': { admin: false, lead: true, curator: true, moderator: false, sponsor: false, manager: false, ambassador: false },
  'insights.read': { admin: false, lead: true, curator: true, moderator: false, sponsor: true, manager: false, ambassador: false },
}

let installation: TestInstallation
let ours: Company
let theirs: Company

beforeAll(async () => {
  installation = await testInstallation({ works: false })
  ours = await company(installation, 'ours.test')
  theirs = await company(installation, 'theirs.test')
})

const bodyOf = ({ method }: Route) => (method === 'GET' ? undefined : {})
const ask = (person: Pick<Person, 'call'>, route: Route, headers: Record<string, string> = {}) => person.call(route.method, pathWith(route.path, newId()), bodyOf(route), headers)

describe('permissions', () => {
  it('are stated by every route', () => {
    expect(routes.length).toBeGreaterThan(30)
    expect(routes.filter(({ permission }) => permission === undefined || !(permission in permissions)).map(({ name }) => name)).toEqual([])
  })

  it('are those of the table, role by role', () => {
    for (const [permission, row] of Object.entries(table)) {
      for (const role of roles) expect(allows(permission as Permission, [role]), `${role} ${permission}`).toBe(row[role])
    }
    expect(Object.keys(permissions).sort()).toEqual([...Object.keys(table), 'anyone', 'signed_in', 'member'].sort())
  })

  it('answer 401 to the signed out, everywhere but where anyone may', async () => {
    for (const route of routes.filter(({ permission }) => permission !== 'anyone')) {
      const { status } = await ask(caller(installation), route)
      expect(status, route.name).toBe(401)
    }
  })

  it('answer 404 to members whose roles do not allow it', async () => {
    for (const route of routes) {
      const stated = route.permission
      if (!stated || stated === 'anyone' || stated === 'signed_in' || stated === 'member') continue
      for (const person of [ours.ambassador, ours.manager, ours.moderator, ours.admin, ours.sponsor, ours.curator]) {
        const held: Role[] = person === ours.admin ? ['admin', 'lead', 'ambassador'] : roles.filter((role) => person.email.startsWith(role) || (role === 'ambassador' && person !== ours.manager && person !== ours.sponsor))
        if (allows(stated, held)) continue
        const { status } = await ask(person, route)
        expect(status, `${person.email} ${route.name}`).toBe(404)
      }
    }
  })

  it('answer 404 to somebody who names an organisation that is not theirs', async () => {
    for (const route of routes) {
      if (route.permission === 'anyone' || route.permission === 'signed_in') continue
      const { status } = await ask(theirs.admin, route, { 'portevoix-organisation': ours.organisation_id })
      expect(status, route.name).toBe(404)
    }
  })

  it('refuse changes that come from another site', async () => {
    const { status, body } = await ours.admin.call('PATCH', '/organisation', { name: 'Prise' }, { origin: 'https://elsewhere.test' })
    expect(status).toBe(403)
    expect(body).toMatchObject({ code: 'other_origin' })
  })

  const entry = { email: 'someone@else.test' }
  it.each([
    ['says so', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }], ['has no name', { origin: 'null' }], ['says nothing but that', { 'sec-fetch-site': 'cross-site' }],
    ['is a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('refuse to sign in, or to begin, whoever was sent by another site that %s', async (_, headers) => {
    for (const path of ['/sign-ins', '/sign-in-links', '/first-visit']) {
      const { status, body, headers: given } = await caller(installation).call('POST', path, entry, headers)
      expect([status, body, given.getSetCookie()], path).toEqual([403, expect.objectContaining({ code: 'other_origin' }), []])
    }
  })

  it('take changes from our own pages, by whichever of our names, and from programs', async () => {
    const own: Record<string, string>[] = [{}, { origin: installation.address }, { origin: new URL(installation.kit.settings.base_url).origin, 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }]
    for (const headers of own) {
      expect((await caller(installation).call('POST', '/sign-in-links', entry, headers)).status).toBe(202)
    }
  })
})
