import { beforeAll, expect, it } from 'vitest'
import { within } from '#kit/within'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, type Company } from '#test/world'
import { isNameOfAnother } from './index.ts'
import { unseen } from './unseen.ts'

let house: TestInstallation
let us: Company
beforeAll(async () => {
  house = await testInstallation({ works: false })
  us = await company(house, 'ateliers.example')
})

it('holds every format character of Unicode', () => {
  const [listed, format] = [new RegExp(`[${unseen}]`, 'u'), /\p{Cf}/u]
  const missed = Array.from({ length: 0x11_0000 }, (_, code) => code).filter((code) => (code < 0xd800 || code > 0xdfff) && format.test(String.fromCodePoint(code)) && !listed.test(String.fromCodePoint(code)))
  expect(missed.map((code) => code.toString(16))).toEqual([])
})

it('makes no other name of a member’s', async () => {
  const { member_id, organisation_id } = us.ambassador
  const ofAnother = (name: string) => within(house.kit, organisation_id, (ctx) => isNameOfAnother(ctx, name, member_id))
  for (const name of ['Chloé Martin', 'Chlo\u200dé Martin', 'Chloé \u200b Martin', '\ufeffchloé  martin', 'Chloé\u{e0041} Martin', 'Chloé\u2800Martin', 'Chloé\u3164Martin', 'Ｃｈｌｏé Martin', 'Chlo\u00adé Martin\ufe0f']) expect(await ofAnother(name), JSON.stringify(name)).toBe(true)
  for (const name of ['Chloé Martinet', 'Anaïs Faure', 'Chloé 马丁']) expect(await ofAnother(name), name).toBe(false)
  // the other way round: the sign is in the member’s own name
  await within(house.kit, organisation_id, (ctx) => ctx.tx.updateTable('people.members').set({ name: 'Chlo\u200dé  Martin' }).where('id', '=', us.customer.member_id).execute())
  expect(await ofAnother('Chloé Martin')).toBe(true)
})
