import { describe, expect, test } from 'vitest'
import { hostFrom, isToBeTold, recordOf, stateOf, troubleOf } from './rules.ts'

describe('a host', () => {
  test.each([
    ['go.acme.fr', 'go.acme.fr'],
    [' GO.Acme.FR. ', 'go.acme.fr'],
    ['https://go.acme.fr/l/abc?d', 'go.acme.fr'],
    ['go.acme.fr:8443', 'go.acme.fr'],
    ['acme.fr', 'acme.fr'],
    ['liens.société.fr', 'liens.xn--socit-esab.fr'],
    ['LIENS.SOCIÉTÉ.FR', 'liens.xn--socit-esab.fr'],
    ['xn--socit-esab.fr', 'xn--socit-esab.fr'],
    ['go。acme。fr', 'go.acme.fr'],
    ['xn--a.fr', null],
    ['go.xn--abc.fr', null],
    ['xn--zzzzzz---.fr', null],
    ['', null],
    ['acme', null],
    ['a.b', null],
    ['t.co', 't.co'],
    ['localhost', null],
    ['go.localhost', null],
    ['imprimante.local', null],
    ['192.0.2.1', null],
    ['3221225985', null],
    ['go.acme.123', null],
    ['[::1]', null],
    ['*.acme.fr', null],
    ['go_acme.fr', null],
    ['-go.acme.fr', null],
    ['go..acme.fr', null],
    ['go acme.fr', null],
    ['user@acme.fr', null],
    ['mailto:a@acme.fr', null],
    [`${'a'.repeat(64)}.fr`, null],
    [`${Array.from({ length: 60 }, () => 'abc').join('.')}.fr`, `${Array.from({ length: 60 }, () => 'abc').join('.')}.fr`],
    [`${Array.from({ length: 62 }, () => 'abc').join('.')}.fr`, null],
  ])('written %j is %s', (written, host) => {
    expect(hostFrom(written)).toBe(host)
  })

  test('is proved beside itself', () => {
    expect(recordOf({ host: 'go.acme.fr', token: 'abc' })).toEqual({ name: '_portevoix.go.acme.fr', value: 'portevoix=abc' })
  })
})

test.each([
  [['portevoix=abc'], null],
  [['v=spf1 -all', ' portevoix=abc '], null],
  [[], 'no_record'],
  [['v=spf1 -all'], 'no_record'],
  [['portevoix=abd'], 'other_record'],
  [['PORTEVOIX=abc'], 'no_record'],
  ['no_answer', 'no_answer'],
] as const)('an answer of %j comes to %s', (answer, trouble) => {
  expect(troubleOf(answer, 'portevoix=abc')).toBe(trouble)
})

const at = (day: number): Date => new Date(Date.UTC(2026, 2, day, 12))

test('a state is what was ever proved, and what was last seen', () => {
  expect(stateOf({ verified_at: null, trouble: null })).toBe('pending')
  expect(stateOf({ verified_at: null, trouble: 'no_record' })).toBe('pending')
  expect(stateOf({ verified_at: at(1), trouble: null })).toBe('verified')
  expect(stateOf({ verified_at: at(1), trouble: 'no_answer' })).toBe('failing')
})

test.each([
  ['before it was ever proved', { verified_at: null, failing_since: at(1), told_at: null }, at(20), false],
  ['while nothing is wrong', { verified_at: at(1), failing_since: null, told_at: null }, at(20), false],
  ['on the second day', { verified_at: at(1), failing_since: at(10), told_at: null }, at(12), false],
  ['on the third day', { verified_at: at(1), failing_since: at(10), told_at: null }, at(13), true],
  ['soon again', { verified_at: at(1), failing_since: at(10), told_at: at(13) }, at(31), false],
  ['after a month', { verified_at: at(1), failing_since: at(10), told_at: at(13) }, new Date(Date.UTC(2026, 3, 12, 12)), true],
])('a record that is gone is told: %s', (_, domain, now, told) => {
  expect(isToBeTold(domain, now)).toBe(told)
})
