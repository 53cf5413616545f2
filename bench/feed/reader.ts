import { Agent, get } from 'node:http'
import type { House } from '../dashboard/house.ts'
import { within } from '../../server/kit/within.ts'
import { enrol, memberCard, signInOf } from '../../server/rooms/people/index.ts'
import { joinProgramme } from '../../server/rooms/programme/index.ts'

/** A member who is signed in, has joined the programme and has read the contents of a while. */
export interface Reader { cookie: string; member_id: string }

export const makeReader = async ({ kit, owner }: House, organisation_id: string, programme_id: string, number: number, group_id: string): Promise<Reader> => {
  const email = `reader${number}@bench.invalid`
  const [member_id = ''] = await within(kit, organisation_id, (ctx) => enrol(ctx, [{ email, name: `Lecteur ${number}`, language: 'fr', tribe: 'employees', roles: ['ambassador'], group_ids: [group_id] }], true))
  const card = await within(kit, organisation_id, (ctx) => memberCard(ctx, member_id))
  const actor = { identity_id: null, member_id, roles: ['ambassador'] as const, tribe: 'employees' as const, group_ids: card?.group_ids ?? [], language: 'fr' as const }
  await within(kit, organisation_id, (ctx) => joinProgramme(ctx, programme_id, { version: 1, language: 'fr' }), actor)
  await owner.query(`insert into content.reads (organisation_id, member_id, content_id, first_opened_at, opened_at, read_at)
    select $1, $2::uuid, id, published_at, published_at, published_at + interval '1 hour' from content.contents where programme_id = $3 and abs(hashtext(id::text || $2::uuid::text)) % 3 = 0`, [organisation_id, member_id, programme_id])
  const identity = await signInOf(kit).identityOf(email)
  if (!identity) throw new Error('the reader has no identity')
  const { cookies } = await signInOf(kit).open(identity, 'bench')
  return { member_id, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') }
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** Calls the API as a reader, over one connection that stays open; gives the body of a good answer. */
export const call = (address: string, organisation_id: string, { cookie }: Reader, path: string): Promise<string> => new Promise((resolve, reject) => {
  get(`${address}/api/v1${path}`, { agent, headers: { cookie, 'portevoix-organisation': organisation_id } }, (answer) => {
    const parts: Buffer[] = []
    answer.on('data', (part: Buffer) => parts.push(part))
    answer.on('end', () => {
      const body = Buffer.concat(parts).toString()
      if (answer.statusCode === 200) resolve(body)
      else reject(new Error(`${path}: ${answer.statusCode} ${body}`))
    })
    answer.on('error', reject)
  }).on('error', reject)
})
