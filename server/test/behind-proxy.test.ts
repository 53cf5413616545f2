import { expect, test } from 'vitest'
import { testInstallation } from '#test/installation'
import { caller } from '#test/world'

test('the application knows people behind a proxy by their address, the port after it left aside', async () => {
  const stage = await testInstallation({ works: false, settings: { trusted_proxies: ['loopback'] } })
  const ask = async (client: string, turn: number) =>
    (await caller(stage).call('POST', '/sign-in-links', { email: `one${turn}@else.example` }, { 'x-forwarded-for': `1.1.1.1, ${client}` })).status
  const statuses = await Promise.all(Array.from({ length: 62 }, (_, turn) => ask(`203.0.113.9:${5_000 + turn}`, turn)))
  expect(statuses.toSorted((one, other) => one - other).slice(59)).toEqual([202, 429, 429])
  expect(await ask('198.51.100.1:5678', 100)).toBe(202)
  expect(await ask('[2001:db8::1]:443', 101)).toBe(202)
})
