import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createClients, most_told } from '#kit/clients'

const line = z.object({ level: z.literal(40), proxy: z.string(), msg: z.string() })
const watched = (trusted: readonly string[]) => {
  const lines: z.infer<typeof line>[] = []
  const left: string[] = []
  const clients = createClients(trusted, pino({}, { write: (text: string) => { lines.push(line.parse(JSON.parse(text))) } }), (proxy) => { left.push(proxy) })
  return { clients, left, told: () => lines.map(({ proxy }) => proxy), words: () => lines.map(({ msg }) => msg).join('\n') }
}

test('a proxy that lies near and is not trusted is told once, and each of its requests is counted', () => {
  const { clients, left, told, words } = watched(['10.0.0.5'])
  for (const peer of ['172.18.0.2', '172.18.0.2', '::ffff:172.18.0.2', '127.0.0.1', '::1', 'fd00::1', 'fe80::1']) expect(clients.addressOf(peer, '203.0.113.9')).toBe(peer.replace('::ffff:', ''))
  expect(told()).toEqual(['172.18.0.2', '127.0.0.1', '::1', 'fd00::1', 'fe80::1'])
  expect(words()).toContain('TRUSTED_PROXIES')
  expect([clients.passed_on_untrusted, left]).toEqual([7, ['172.18.0.2']])
})

test('nothing is told of who asks for itself, of a proxy that is trusted, and of a stranger who claims to be one', () => {
  const { clients, told } = watched(['10.0.0.5'])
  expect(clients.addressOf('172.18.0.2', undefined)).toBe('172.18.0.2')
  expect(clients.addressOf('::ffff:10.0.0.5', '203.0.113.9:80')).toBe('203.0.113.9')
  expect(clients.addressOf('198.51.100.1', '203.0.113.9')).toBe('198.51.100.1')
  expect(clients.addressOf(undefined, '203.0.113.9')).toBe('')
  expect([told(), clients.passed_on_untrusted]).toEqual([[], 0])
})

test('of many, the first are told: what is remembered is bounded', () => {
  const { clients, told } = watched([])
  for (let place = 0; place < most_told + 50; place += 1) clients.addressOf(`10.0.0.${place}`, '203.0.113.9')
  expect(told()).toHaveLength(most_told)
  expect(clients.passed_on_untrusted).toBe(most_told + 50)
})
