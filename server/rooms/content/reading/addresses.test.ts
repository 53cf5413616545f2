import { describe, expect, test } from 'vitest'
import { canonicalAddress, resolveAddress } from './addresses.ts'

describe('canonical addresses', () => {
  test.each([
    ['HTTP://Example.ORG:80/Path', 'http://example.org/Path'],
    ['https://example.org:443', 'https://example.org/'],
    ['https://example.org:8443/', 'https://example.org:8443/'],
    ['https://example.org./a', 'https://example.org/a'],
    ['https://example.org/a#top', 'https://example.org/a'],
    ['https://example.org/#!/a', 'https://example.org/#!/a'],
    ['https://example.org/a?', 'https://example.org/a'],
    ['https://example.org/a?utm_source=rss&utm_medium=feed&id=3&UTM_Campaign=x', 'https://example.org/a?id=3'],
    ['https://www.lemonde.fr/a.html?xtor=RSS-3208', 'https://www.lemonde.fr/a.html'],
    ['https://example.org/a?at_medium=rss&at_campaign=105&fbclid=x&gclid=y&mc_cid=z&mc_eid=q', 'https://example.org/a'],
    ['https://example.org/a?b=2&a=1&b=1', 'https://example.org/a?a=1&b=2&b=1'],
    ['https://example.org/a?q=caf%c3%a9&x=%7etilde', 'https://example.org/a?q=caf%C3%A9&x=~tilde'],
    ['https://example.org/%7Euser/%2f', 'https://example.org/~user/%2F'],
    ['https://example.org/?q=a+b%20c&flag', 'https://example.org/?flag&q=a+b%20c'],
    ['https://example.org/a/../b/./c', 'https://example.org/b/c'],
    ['https://me:secret@example.org/', 'https://example.org/'],
    ['https://éxample.org/é', 'https://xn--xample-9ua.org/%C3%A9'],
    ['  https://example.org/a  ', 'https://example.org/a'],
    ['ftp://example.org/', null], ['javascript:alert(1)', null], ['/relative', null], ['', null], ['https://', null],
  ])('%s: %s', (address, expected) => {
    expect(canonicalAddress(address)).toBe(expected)
  })

  test('are canonical', () => {
    for (const address of ['https://example.org/a?b=2&a=1#x', 'http://x.org/%7e?z=%2F&y', 'https://a.b/?q=%26&p=%3D']) {
      const once = canonicalAddress(address)
      expect(once && canonicalAddress(once)).toBe(once)
    }
  })

  test('keep what may lead to another page', () => {
    const apart = ['https://example.org/a', 'https://example.org/a/', 'http://example.org/a', 'https://www.example.org/a', 'https://example.org/A', 'https://example.org/a?id=1', 'https://example.org/a?ref=2']
    expect(new Set(apart.map(canonicalAddress)).size).toBe(apart.length)
  })
})

describe('addresses in a document', () => {
  test.each([
    ['a.html', 'https://example.org/b/c', 'https://example.org/b/a.html'],
    ['//cdn.example.org/x.png', 'https://example.org/', 'https://cdn.example.org/x.png'],
    [' https://example.org/x y ', null, 'https://example.org/x%20y'],
    ['a.html', null, null], ['mailto:a@example.org', 'https://example.org/', null], ['javascript:void(0)', 'https://example.org/', null], ['', 'https://example.org/', null], [null, 'https://example.org/', null],
  ])('%s at %s: %s', (address, base, expected) => {
    expect(resolveAddress(address, base)).toBe(expected)
  })
})
