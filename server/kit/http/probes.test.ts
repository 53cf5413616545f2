import { expect, it } from 'vitest'
import { testInstallation } from '#test/installation'

it('figures that nobody may read are not there; with their token they are', async () => {
  const closed = await testInstallation({ works: false })
  expect((await fetch(`${closed.address}/metrics`)).status).toBe(404)
  const open = await testInstallation({ works: false, settings: { metrics_token: 'a-token-of-sixteen' } })
  const ask = (authorization?: string) => fetch(`${open.address}/metrics`, { headers: authorization ? { authorization } : {} })
  expect([(await ask()).status, (await ask('Bearer another')).status, (await ask('Bearer a-token-of-sixteen')).status]).toEqual([404, 404, 200])
})
