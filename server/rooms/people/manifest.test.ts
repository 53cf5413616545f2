import { expect, it } from 'vitest'
import { z } from 'zod'
import { testInstallation } from '#test/installation'
import { company } from '#test/world'

const manifest = z.looseObject({ name: z.string(), short_name: z.string() })

it('what a phone installs is called by the organisation’s name, short under the icon and never cut within a word', async () => {
  const stage = await testInstallation({ works: false })
  const read = async () => manifest.parse(await (await fetch(`${stage.address}/manifest.webmanifest`)).json())
  expect(await read()).toMatchObject({ name: 'Portevoix', short_name: 'Portevoix' })
  const { admin } = await company(stage, 'acme.example')
  expect(await read()).toMatchObject({ name: 'Ateliers acme.example', short_name: 'Ateliers' })
  expect((await admin.call('PATCH', '/organisation', { name: 'Manufacture du Grand Pré' })).status).toBe(200)
  expect(await read()).toMatchObject({ name: 'Manufacture du Grand Pré', short_name: 'Manufacture' })
})
