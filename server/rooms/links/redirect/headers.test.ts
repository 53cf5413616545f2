import { expect, test } from 'vitest'
import { readHeaders } from './headers.ts'

test.each([
  [[], {}],
  [['Host', 'a', 'User-Agent', 'Firefox', 'ACCEPT', 'text/html', 'accept-language', 'fr'], { agent: 'Firefox', accept: 'text/html', accept_language: 'fr' }],
  [['X-Forwarded-For', '1.1.1.1', 'x-forwarded-for', '2.2.2.2'], { forwarded: '1.1.1.1, 2.2.2.2' }],
  [['User-Agent', 'one', 'User-Agent', 'two'], { agent: 'one' }],
  [['Sec-Purpose', 'prefetch', 'Purpose', 'preview', 'X-Moz', 'prefetch', 'X-A-Very-Long-Name', 'x'], { sec_purpose: 'prefetch', purpose: 'preview', x_moz: 'prefetch' }],
])('%j', (raw, said) => { expect(readHeaders(raw)).toEqual(said) })

test('any number of other names', () => {
  for (let index = 0; index < 2_000; index++) expect(readHeaders([`x-${index}`, 'a', 'Accept', 'b'])).toEqual({ accept: 'b' })
})
