import { expect, test } from 'vitest'
import { programNumber, programOf } from './program.ts'

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', ''],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', ''],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1', ''],
  ['Mozilla/5.0 (Linux; Android 14; SM-G960F Build/QP1A.190711.020; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 300.0.0.0 Android (34/14; 420dpi; samsung)', ''],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBDV/iPhone11,8;FBMD/iPhone]', ''],
  ['Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)', ''],
  ['', ''], ['-', ''], ['()', ''], ['(((unclosed', ''],
  ['AcmeFetch/1.0 (+https://acme.example/fetch)', 'acmefetch'],
  ['ACMEFETCH/27.4.1', 'acmefetch'],
  ['Mozilla/5.0 (compatible; AcmeFetch/2.0; +https://acme.example/fetch)', 'acmefetch'],
  ['Mozilla/5.0 (Windows NT 10.0; compatible; AcmeFetch/1.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'acmefetch'],
  ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; AcmeFetch/1.0; +https://acme.example/fetch) Chrome/140.0.0.0 Safari/537.36', 'acmefetch'],
  ['Mozilla/5.0 (X11; Linux x86_64 (inner (deep)) more) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 AcmeFetch/3', 'acmefetch'],
  ['Watcher/2 AcmeFetch/1', 'acmefetch watcher'],
  ['AcmeFetch/1 Watcher/9 AcmeFetch/2', 'acmefetch watcher'],
  ['Acme-Fetch2.1', 'acme-fetch'],
])('%s is reduced to “%s”', (agent, program) => { expect(programOf(agent)).toBe(program) })

test('a program is told by its names alone, and a browser by none', () => {
  expect(programNumber('AcmeFetch/1.0 (+https://acme.example/fetch)')).toBe(programNumber('Mozilla/5.0 (compatible; acmefetch/9)'))
  expect(programNumber('AcmeFetch/1.0')).not.toBe(programNumber('AcmeFetches/1.0'))
  // the same in each process and version: what is stored was made with it
  expect(programNumber('AcmeFetch/1.0')).toBe(72_106_103_775_452)
  expect(programNumber('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(0)
})
