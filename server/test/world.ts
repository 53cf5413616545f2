import { z } from 'zod'
import type { Role } from '@portevoix/contract/permissions'
import type { Tribe } from '@portevoix/contract/shapes'
import { createOrganisationWith, enrol, ensureGroups, signInOf } from '#room/people'
import type { Kit } from '#kit/context'
import { within } from '#kit/within'

/** What the cast needs of an installation. */
export interface Stage { kit: Kit; address: string }

/** The answer of a call, its body read as JSON. */
export interface Answer { status: number; body: unknown; headers: Headers }

export interface Caller {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export interface Person extends Caller { name: string; email: string; member_id: string; identity_id: string; organisation_id: string; cookie: string }

/** The `name=value` pairs that an answer sets, as a browser sends them back. */
export const cookieOf = (headers: Headers): string => headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')

/** Calls the API as a browser that holds this cookie and shows this organisation. */
export const caller = (stage: Stage, cookie = '', organisation_id: string | null = null): Caller => ({
  async call(method, path, body, headers = {}) {
    const response = await fetch(`${stage.address}/api/v1${path}`, {
      method, redirect: 'manual', headers: {
        'accept-language': 'fr', ...(cookie && { cookie }), ...(organisation_id && { 'portevoix-organisation': organisation_id }),
        ...(body !== undefined && { 'content-type': 'application/json' }), ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers }
  },
})

/** Signs a member in without a mail, and gives them a browser. */
export const signIn = async (stage: Stage, organisation_id: string, email: string): Promise<Person> => {
  const sign_in = signInOf(stage.kit)
  const identity = await sign_in.identityOf(email)
  if (!identity) throw new Error(`Nobody has the address ${email}`)
  const { cookies } = await sign_in.open(identity, 'Firefox of the tests')
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
  const me = caller(stage, cookie, organisation_id)
  const { memberships } = z.object({ memberships: z.array(z.object({ organisation_id: z.string(), member_id: z.string(), name: z.string() })) }).parse((await me.call('GET', '/session')).body)
  const place = memberships.find((one) => one.organisation_id === organisation_id)
  return { ...me, name: place?.name ?? '', email, member_id: place?.member_id ?? '', identity_id: identity.id, organisation_id, cookie }
}

const cast = [
  { part: 'lead', name: 'Léa Moreau', roles: ['lead', 'ambassador'], tribe: 'employees' },
  { part: 'curator', name: 'Karim Benali', roles: ['curator', 'ambassador'], tribe: 'employees' },
  { part: 'moderator', name: 'Maud Petit', roles: ['moderator', 'ambassador'], tribe: 'employees' },
  { part: 'sponsor', name: 'Simon Leroy', roles: ['sponsor'], tribe: 'employees' },
  { part: 'manager', name: 'Manon Girard', roles: ['manager'], tribe: 'employees' },
  { part: 'ambassador', name: 'Anaïs Faure', roles: ['ambassador'], tribe: 'employees' },
  { part: 'customer', name: 'Chloé Martin', roles: ['ambassador'], tribe: 'customers' },
] as const satisfies readonly { part: string; name: string; roles: readonly Role[]; tribe: Tribe }[]

export type Part = 'admin' | (typeof cast)[number]['part']
export type Company = { organisation_id: string; groups: { paris: string; lyon: string } } & Record<Part, Person>

/** An organisation with one person in each role, addresses `part@domain`; the ambassador is in the group Paris, the customer in Lyon. */
export const company = async (stage: Stage, domain: string): Promise<Company> => {
  const { kit } = stage
  const { organisation_id } = await createOrganisationWith(kit, { name: `Ateliers ${domain}`, language: 'fr', colour: '#0a5c5c', time_zone: 'Europe/Paris' }, { name: 'Alice Admin', email: `admin@${domain}` })
  const [paris = '', lyon = ''] = await within(kit, organisation_id, async (ctx) => {
    const ids = await ensureGroups(ctx, ['Paris', 'Lyon'])
    await enrol(ctx, cast.map(({ part, name, roles, tribe }) => ({
      name, roles, tribe, email: `${part}@${domain}`, language: 'fr', group_ids: part === 'ambassador' ? ids.slice(0, 1) : part === 'customer' ? ids.slice(1) : [],
    })), true)
    return ids
  })
  const enter = (part: Part) => signIn(stage, organisation_id, `${part}@${domain}`)
  return {
    organisation_id, groups: { paris, lyon }, admin: await enter('admin'), lead: await enter('lead'), curator: await enter('curator'), moderator: await enter('moderator'),
    sponsor: await enter('sponsor'), manager: await enter('manager'), ambassador: await enter('ambassador'), customer: await enter('customer'),
  }
}
