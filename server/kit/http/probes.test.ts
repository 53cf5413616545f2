import { expect, it } from 'vitest'
import { z } from 'zod'
import { testInstallation } from '#test/installation'

it('figures that nobody may read are not there; with their token they are', async () => {
  const closed = await testInstallation({ works: false })
  expect((await fetch(`${closed.address}/metrics`)).status).toBe(404)
  const open = await testInstallation({ works: false, settings: { metrics_token: 'a-token-of-sixteen' } })
  const ask = (authorization?: string) => fetch(`${open.address}/metrics`, { headers: authorization ? { authorization } : {} })
  expect([(await ask()).status, (await ask('Bearer another')).status, (await ask('Bearer a-token-of-sixteen')).status]).toEqual([404, 404, 200])
  expect(Number(/^portevoix_disk_free_bytes (\d+)$/m.exec(await (await ask('Bearer a-token-of-sixteen')).text())?.[1])).toBeGreaterThan(1_000_000)
})

it('strangers, who come through a proxy, are told whether it is ready, and no more', async () => {
  const { address } = await testInstallation({ works: false, settings: { metrics_token: 'a-token-of-sixteen' } })
  const ask = async (headers: Record<string, string> = {}) => Object.keys(z.looseObject({ ready: z.boolean() }).parse(await (await fetch(`${address}/health/ready`, { headers })).json())).toSorted()
  const all = ['database', 'disk_free_bytes', 'draining', 'passed_on_untrusted', 'ready', 'services']
  expect(await ask()).toEqual(all)
  const signs: Record<string, string>[] = [{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=192.0.2.1' }, { via: '1.1 proxy' }, { 'x-real-ip': '127.0.0.1' }]
  for (const passed_on of signs) {
    expect(await ask(passed_on)).toEqual(['ready'])
    expect(await ask({ ...passed_on, authorization: 'Bearer another' })).toEqual(['ready'])
    expect(await ask({ ...passed_on, authorization: 'Bearer a-token-of-sixteen' })).toEqual(all)
  }
})
