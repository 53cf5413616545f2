import { expect, test } from 'vitest'
import { readHeaders, readHost } from './headers.ts'

test.each([
  [[], {}],
  [['Host', 'a', 'User-Agent', 'Firefox', 'ACCEPT', 'text/html', 'accept-language', 'fr'], { agent: 'Firefox', accept: 'text/html', accept_language: 'fr' }],
  [['X-Forwarded-For', '1.1.1.1', 'x-forwarded-for', '2.2.2.2'], { forwarded: '1.1.1.1, 2.2.2.2' }],
  [['User-Agent', 'one', 'User-Agent', 'two'], { agent: 'one' }],
  [['Sec-Purpose', 'prefetch', 'Purpose', 'preview', 'X-Moz', 'prefetch', 'X-A-Very-Long-Name', 'x'], { sec_purpose: 'prefetch', purpose: 'preview, prefetch' }],
  [['X-Purpose', 'preview'], { purpose: 'preview' }],
  [['Sec-Fetch-Mode', 'no-cors', 'X-Moz', 'prefetch'], { purpose: 'no-cors, prefetch' }],
  [['Moz-Purpose', 'prefetch'], { purpose: 'prefetch' }],
  [['Sec-Fetch-Purpose', 'prefetch'], { purpose: 'prefetch' }],
  [['Sec-Fetch-Mode', 'navigate', 'Purpose', 'prefetch', 'sec-fetch-dest', 'document'], { purpose: 'navigate, prefetch' }],
])('%j', (raw, said) => { expect(readHeaders(raw)).toEqual(said) })

test.each([
  [['Host', 'go.acme.fr'], 'go.acme.fr'], [['Accept', '*/*', 'HOST', 'a:80'], 'a:80'], [['host', 'one', 'Host', 'two'], 'one'], [['Hos', 'a', 'Hostt', 'b'], undefined], [[], undefined], [['Accept', 'host'], undefined],
])('the host of %j is %s', (raw, host) => { expect(readHost(raw)).toBe(host) })

test('any number of other names', () => {
  for (let index = 0; index < 2_000; index++) expect(readHeaders([`x-${index}`, 'a', 'Accept', 'b'])).toEqual({ accept: 'b' })
})
