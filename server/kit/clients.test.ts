import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createClients, least_ms, least_requests, most_told } from '#kit/clients'

const line = z.object({ level: z.literal(40), proxy: z.string(), msg: z.string() })
const watched = (trusted: readonly string[]) => {
  const lines: z.infer<typeof line>[] = []
  const left: string[] = []
  let now = 0
  const clients = createClients(trusted, pino({}, { write: (text: string) => { lines.push(line.parse(JSON.parse(text))) } }), (proxy) => { left.push(proxy) }, () => now)
  const ask = (peer: string, times: number, forwarded: string | undefined = '203.0.113.9') => { for (let time = 0; time < times; time += 1) clients.addressOf(peer, forwarded) }
  return { clients, left, ask, own: (peer: string, times: number) => { for (let time = 0; time < times; time += 1) clients.addressOf(peer, undefined) }, pass: (ms: number) => { now += ms }, told: () => lines.map(({ proxy }) => proxy), words: () => lines.map(({ msg }) => msg).join('\n') }
}

test('a proxy that lies near and is not trusted is told once, and each of its requests is counted', () => {
  const { clients, left, ask, pass, told, words } = watched(['10.0.0.5'])
  const peers = ['172.18.0.2', '127.0.0.1', '::1', 'fd00::1', 'fe80::1']
  for (const peer of peers) ask(peer, least_requests)
  expect(clients.addressOf('::ffff:172.18.0.2', '203.0.113.9')).toBe('172.18.0.2')
  expect([told(), left]).toEqual([[], []])
  pass(least_ms)
  for (const peer of peers) ask(peer, 1)
  expect(told()).toEqual(peers)
  expect(words()).toMatch(/TRUSTED_PROXIES only if it is a proxy of yours that sets X-Forwarded-For itself/)
  expect([clients.passed_on_untrusted, left]).toEqual([5 * least_requests + 6, ['172.18.0.2']])
  for (const _hour of [1, 2]) {
    pass(3_600_001)
    ask('172.18.0.2', least_requests)
  }
  expect([told(), left.length]).toEqual([peers, 3])
})

test('of a gateway that strangers come through nothing is told, whatever header some of them send', () => {
  const { ask, own, pass, told, left } = watched([])
  const gateway = '172.17.0.1'
  for (let turn = 0; turn < 10; turn += 1) {
    ask(gateway, least_requests)
    own(gateway, 5)
    pass(least_ms)
  }
  ask(gateway, 1)
  expect([told(), left]).toEqual([[], []])
  // a proxy is put there
  for (const _turn of [1, 2, 3]) {
    ask(gateway, 2 * least_requests)
    own(gateway, 2)
    pass(least_ms)
  }
  expect(told()).toEqual([gateway])
})

test('a few requests are nothing to tell, however long they take', () => {
  const { ask, pass, told } = watched([])
  for (let turn = 0; turn < least_requests - 1; turn += 1) {
    ask('127.0.0.1', 1)
    pass(least_ms)
  }
  expect(told()).toEqual([])
})

test('nothing is told of who asks for itself, of a proxy that is trusted, and of a stranger who claims to be one', () => {
  const { clients, ask, own, pass, told } = watched(['10.0.0.5'])
  expect(clients.addressOf('172.18.0.2', undefined)).toBe('172.18.0.2')
  expect(clients.addressOf('::ffff:10.0.0.5', '203.0.113.9:80')).toBe('203.0.113.9')
  expect(clients.addressOf('198.51.100.1', '203.0.113.9')).toBe('198.51.100.1')
  expect(clients.addressOf(undefined, '203.0.113.9')).toBe('')
  for (const _turn of [1, 2]) {
    own('172.18.0.2', least_requests)
    for (const peer of ['10.0.0.5', '198.51.100.1']) ask(peer, least_requests)
    pass(least_ms)
  }
  expect([told(), clients.passed_on_untrusted]).toEqual([[], 0])
})

test('of many, the first are told: what is remembered is bounded', () => {
  const { clients, ask, pass, told } = watched([])
  for (const _turn of [1, 2]) {
    for (let place = 0; place < most_told + 50; place += 1) ask(`10.0.0.${place}`, least_requests)
    pass(least_ms)
  }
  expect(told()).toHaveLength(most_told)
  expect(clients.passed_on_untrusted).toBe(2 * least_requests * (most_told + 50))
})
