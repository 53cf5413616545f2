import { describe, expect, test } from 'vitest'
import { addDays, dayIn, dropReasonNames, dropReasonOf, dropReasons, isLinkPath, isOwnSlug, linkAddress, newSlug, ownHost, ownHosts, placesOfLinks, safeTarget, slugOf } from './rules.ts'

describe('slugs', () => {
  const key = Buffer.alloc(32, 1)

  test('of ours are told from those that somebody made up', () => {
    const ours = Array.from({ length: 3_000 }, () => newSlug(key))
    expect(ours.every((slug) => isOwnSlug(key, slug))).toBe(true)
    // one in 54 x 54 passes by chance
    expect(ours.filter((slug) => isOwnSlug(Buffer.alloc(32, 2), slug)).length).toBeLessThan(12)
    expect(['', 'salon-2026', 'abcDEF23456', `${ours[0]}x`].some((slug) => isOwnSlug(key, slug))).toBe(false)
  })

  test('are long, without look-alikes, and never twice the same', () => {
    const slugs = Array.from({ length: 5_000 }, () => newSlug(key))
    expect(new Set(slugs).size).toBe(5_000)
    for (const slug of slugs) expect(slug).toMatch(/^[2-9A-HJ-NP-Za-hjkmnp-z]{12}$/)
  })

  test.each([
    ['/l/abcDEF234567', 'abcDEF234567'],
    ['/l/abcDEF234567/', 'abcDEF234567'],
    ['/l/abcDEF234567?utm_source=x', 'abcDEF234567'],
    ['/l/abcDEF234567#there', 'abcDEF234567'],
    ['/l/', null],
    ['/l/abc', 'abc'],
    ['/l/ab', null],
    ['/l/abcDEF234567/image', null],
    ['/l/%00%00%00%00', null],
    ["/l/';drop table", null],
    [`/l/${'a'.repeat(65)}`, null],
    ['/L/abcDEF234567', null],
    ['/', null],
    ['', null],
  ])('of %s is %s', (url, slug) => {
    expect(slugOf(url)).toBe(slug)
  })

  test.each([
    ['/abcDEF234567', 'abcDEF234567'],
    ['/abcDEF234567/?fbclid=1', 'abcDEF234567'],
    ['/l/abcDEF234567', 'abcDEF234567'],
    ['/', null],
    ['/l/', null],
    ['/favicon.ico', null],
    ['/a/b', null],
    ['//abcd', null],
  ])('of %s, on a host of the organisation’s own, is %s', (url, slug) => {
    expect(slugOf(url, true)).toBe(slug)
  })

  test.each([
    ['/go/l/abcDEF234567?a', 'abcDEF234567'], ['/l/abcDEF234567', 'abcDEF234567'], ['/go/abcDEF234567', null], ['/gone/l/abcDEF234567', null], ['/go/l/', null],
  ])('of %s, under a path of another site, is %s', (url, slug) => {
    const places = placesOfLinks({ base_url: 'https://a.example', links_base_url: 'https://www.example/go' })
    expect(slugOf(url, false, places)).toBe(slug)
    expect(isLinkPath(url, places)).toBe(/^(\/go)?\/l\//.test(url))
  })

  test.each([
    ['https://a.example', null, ['/l/']], ['https://a.example', 'https://go.example', ['/l/']], ['https://a.example', 'https://www.example/l', ['/l/l/', '/l/']],
    ['https://www.example/our/own', null, ['/our/own/l/', '/l/']], ['https://www.example/our', 'https://www.example/our/go', ['/our/go/l/', '/our/l/', '/l/']],
    ['https://www.example/our', 'https://go.example', ['/our/l/', '/l/']],
  ])('of pages at %s and links at %s begin with', (base_url, links_base_url, places) => {
    expect(placesOfLinks({ base_url, links_base_url })).toEqual(places)
    for (const place of places) expect(slugOf(`${place}abcDEF234567`, false, placesOfLinks({ base_url, links_base_url }))).toBe('abcDEF234567')
  })

  test('make addresses on the short domain where there is one', () => {
    expect(linkAddress({ base_url: 'https://a.example', links_base_url: null }, 'abcd')).toBe('https://a.example/l/abcd')
    expect(linkAddress({ base_url: 'https://a.example', links_base_url: 'https://go.example' }, 'abcd')).toBe('https://go.example/l/abcd')
    expect(linkAddress({ base_url: 'https://a.example', links_base_url: 'https://www.example/go' }, 'abcd')).toBe('https://www.example/go/l/abcd')
  })

  test('make short addresses on a host of the organisation’s own, by the protocol and port of the others', () => {
    expect(linkAddress({ base_url: 'https://a.example', links_base_url: null }, 'abcd', 'go.acme.fr')).toBe('https://go.acme.fr/abcd')
    expect(linkAddress({ base_url: 'https://a.example', links_base_url: 'http://go.example:8080' }, 'abcd', 'go.acme.fr')).toBe('http://go.acme.fr:8080/abcd')
    expect(linkAddress({ base_url: 'https://a.example', links_base_url: 'https://www.example/go' }, 'abcd', 'go.acme.fr')).toBe('https://go.acme.fr/abcd')
    expect([null, 'https://go.example', 'https://www.example/go'].map((links_base_url) => ownHost({ base_url: 'https://a.example', links_base_url }))).toEqual(['a.example', 'go.example', 'a.example'])
    expect(ownHosts({ base_url: 'https://a.example:8443', links_base_url: 'https://go.example' })).toEqual(['a.example', 'go.example'])
  })
})

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['https://example.org/été\r\nSet-Cookie: a=b', 'https://example.org/%C3%A9t%C3%A9Set-Cookie:%20a=b'],
  ['https://bank.example:secret@evil.example/a', 'https://evil.example/a'],
  ['http://bank.example@evil.example', 'http://evil.example/'],
  ['javascript:alert(1)', null],
  ['/pages/Zr3kQ9wPa2-_', '/pages/Zr3kQ9wPa2-_'],
  ['//example.org', null],
  ['/', null],
  ['/\\example.org', null],
  ['/a//b', null],
  ['/../a', null],
  ['/a\r\nSet-Cookie: a=b', null],
  ['ftp://example.org', null],
])('a link may lead to %j: %s', (address, target) => {
  expect(safeTarget(address)).toBe(target)
})

test('reasons keep the numbers they were stored with', () => {
  expect(dropReasons).toEqual({ head: 1, prefetch: 2, preview_robot: 3, robot: 4, empty_agent: 5, mail_scanner: 6, listed_network: 7, sharer: 8, burst: 9, removed: 10, impossible_agent: 11, head_first: 12, many_links: 13, repeat: 14, crowd: 15, swarm: 16, not_opened: 17, no_language: 18, tool: 19, probe: 20, contact: 21, headless: 22, network_listed_later: 30, agent_listed_later: 31 })
  expect(dropReasonNames.map((name) => dropReasonOf(dropReasons[name]))).toEqual(dropReasonNames)
  expect(() => dropReasonOf(99)).toThrow('99')
})

test('days are the organisation’s own', () => {
  const at = new Date('2026-03-31T22:30:00Z')
  expect(dayIn('Europe/Paris', at)).toBe('2026-04-01')
  expect(dayIn('UTC', at)).toBe('2026-03-31')
  expect(dayIn('America/New_York', at)).toBe('2026-03-31')
  expect(addDays('2026-02-27', 2)).toBe('2026-03-01')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
})
