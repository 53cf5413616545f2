import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { channel } from '@portevoix/contract/content/channels'
import { content, type Content } from '@portevoix/contract/content/contents'
import { openProgramme } from '@portevoix/contract/programme'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, type Answer, type Company } from '#test/world'

let house: TestInstallation
let us: Company
let others: Company
let programme_id: string

const read = (answer: Answer): Content => content.parse(answer.body)
const opened = async (name: string) => channel.parse((await us.curator.call('POST', `/programmes/${programme_id}/channels`, { name })).body)
const listed = async () => z.object({ items: z.array(channel) }).parse((await us.curator.call('GET', `/programmes/${programme_id}/channels`)).body).items
const named = async (name: string) => (await listed()).find((one) => one.name === name)
const change = (id: string, version: number, changes: object) => us.curator.call('PATCH', `/contents/${id}`, { version, changes })
const contentIn = async (channel_id: string) => {
  const draft = read(await us.curator.call('POST', `/programmes/${programme_id}/contents`, { kind: 'text' }))
  return read(await change(draft.id, draft.version, { channel_id }))
}
const close = (id: string, body: object = {}) => us.curator.call('POST', `/channels/${id}/closure`, body)

beforeAll(async () => {
  house = await testInstallation({ works: false })
  ;[us, others] = [await company(house, 'channels.example'), await company(house, 'elsewhere.example')]
  programme_id = openProgramme.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body).id
})

it('a channel is renamed, but not after another', async () => {
  const [one, two] = [await opened('Coulisses'), await opened('Métiers')]
  expect(await us.curator.call('PATCH', `/channels/${one.id}`, { name: 'Dans les coulisses' })).toMatchObject({ status: 200, body: { id: one.id, name: 'Dans les coulisses' } })
  expect(await us.curator.call('PATCH', `/channels/${two.id}`, { name: 'dans les COULISSES' })).toMatchObject({ status: 422, body: { errors: [{ field: 'name', code: 'content.channel_exists' }] } })
  expect((await us.curator.call('PATCH', `/channels/${two.id}`, { name: 'MÉTIERS' })).status).toBe(200)
})

it('a channel that closes can be chosen no more, and its contents stay under its name', async () => {
  const one = await opened('Salon 2025')
  const [inside, outside] = [await contentIn(one.id), read(await us.curator.call('POST', `/programmes/${programme_id}/contents`, { kind: 'text' }))]
  expect(await close(one.id)).toMatchObject({ status: 200, body: { contents: 1 } })
  expect(await named('Salon 2025')).toMatchObject({ closed: true, contents: 1 })
  expect(await change(outside.id, outside.version, { channel_id: one.id })).toMatchObject({ status: 422, body: { errors: [{ field: 'changes.channel_id' }] } })
  expect(read(await change(inside.id, inside.version, { channel_id: one.id, title: 'Reste' }))).toMatchObject({ channel_id: one.id })
  expect((await close(one.id)).status).toBe(404)
  expect((await us.curator.call('PATCH', `/channels/${one.id}`, { name: 'Autre' })).status).toBe(404)
  const again = await opened('Salon 2025')
  expect(again.id).not.toBe(one.id)
  const { items } = z.object({ items: z.array(z.object({ action: z.string(), details: z.unknown() })) }).parse((await us.admin.call('GET', '/audit-entries')).body)
  expect(items.find(({ action }) => action === 'channel.closed')?.details).toEqual({ channel: 'Salon 2025', contents: 1 })
})

it('its contents go to another channel, or to none', async () => {
  const [one, two, three] = [await opened('Un'), await opened('Deux'), await opened('Trois')]
  const moved = await contentIn(one.id)
  for (const wrong of [one.id, '01900000-0000-7000-8000-000000000000']) expect(await close(one.id, { move_to: wrong })).toMatchObject({ status: 422, body: { errors: [{ field: 'move_to', code: 'content.no_other_channel' }] } })
  expect((await close(one.id, { move_to: two.id })).status).toBe(200)
  expect(read(await us.curator.call('GET', `/contents/${moved.id}`))).toMatchObject({ channel_id: two.id, version: moved.version + 1 })
  expect(await named('Un')).toBeUndefined()
  const left = await contentIn(three.id)
  expect((await close(three.id, { move_to: null })).status).toBe(200)
  expect(read(await us.curator.call('GET', `/contents/${left.id}`)).channel_id).toBeNull()
})

it('is the team’s alone', async () => {
  const one = await opened('À nous')
  for (const person of [us.ambassador, others.curator]) {
    expect((await person.call('PATCH', `/channels/${one.id}`, { name: 'Volé' })).status).toBe(404)
    expect((await person.call('POST', `/channels/${one.id}/closure`, {})).status).toBe(404)
  }
})
