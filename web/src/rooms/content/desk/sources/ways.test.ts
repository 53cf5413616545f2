import { expect, test } from 'vitest'
import { errorCode, wayOut } from './ways.ts'

const at = '2026-03-02T09:00:00Z'

test.each([
  ['ailing', 'timeout', null, 'wait'], ['ailing', 'http', 503, 'wait'], ['ailing', 'http', 429, 'wait'], ['ailing', 'unheard_of', null, 'wait'],
  ['ailing', 'http', 404, 'address'], ['ailing', 'dns', null, 'address'], ['ailing', 'not_a_feed', null, 'address'],
  ['ailing', 'http', 403, 'site'], ['ailing', 'tls', null, 'site'], ['stopped', 'http', 410, 'stopped'], ['stopped', 'timeout', null, 'stopped'],
  ['ailing', 'forbidden_address', null, 'allow'],
] as const)('one that is %s for %s (%s): %s', (health, code, status, way) => {
  expect(wayOut({ health, last_error: { code, status, at } })).toBe(way)
})

test('a code without words of its own', () => {
  expect([errorCode('unheard_of'), errorCode('tls')]).toEqual(['bad_answer', 'tls'])
})
