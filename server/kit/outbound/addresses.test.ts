import { describe, expect, test } from 'vitest'
import { webAddress } from './address.ts'
import { allowance, isPublic } from './addresses.ts'

describe('public addresses', () => {
  test.each([
    '93.184.215.14', '1.1.1.1', '172.32.0.1', '192.167.255.255', '2606:4700:4700::1111', '2a01:e0a::1',
  ])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true)
  })

  test.each([
    '127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254',
    '100.64.0.1', '192.0.0.8', '192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '192.88.99.1', '224.0.0.1', '240.0.0.1', '255.255.255.255',
    '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1', '3fff::1', '5f00::1', '100::1', '4000::1',
    '::ffff:127.0.0.1', '::ffff:93.184.215.14', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::5db8:d70e', '64:ff9b:1::1', '2002:7f00:1::', '2002:5db8:d70e::', '2001::1', '::ffff:0:127.0.0.1',
    'localhost', '', 'not an address',
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false)
  })
})

describe('what operators allow', () => {
  const allow = allowance(['10.1.0.0/16', '192.168.1.5', 'fd00::/8', 'intranet.example.org', '*.corp.example', 'build.example:8080'])

  test.each([
    ['10.1.2.3', true], ['10.2.0.1', false], ['192.168.1.5', true], ['192.168.1.6', false],
    ['fd12::1', true], ['fe80::1', false], ['::ffff:10.1.2.3', true], ['::ffff:10.2.2.3', false], ['nothing', false],
  ])('address %s: %s', (address, allowed) => {
    expect(allow.allowsAddress(address)).toBe(allowed)
  })

  test.each([
    ['intranet.example.org', 80, true], ['INTRANET.example.org.', 443, true], ['evil.intranet.example.org', 80, false],
    ['a.corp.example', 80, true], ['corp.example', 80, false], ['notcorp.example', 80, false],
    ['build.example', 8080, true], ['build.example', 80, false],
  ])('host %s on port %i: %s', (host, port, allowed) => {
    expect(allow.allowsHost(host, port)).toBe(allowed)
  })
})

describe('addresses of the web', () => {
  test.each([
    'ftp://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,a', 'gopher://example.org/', 'example.org', '', '//',
    'http://user@example.org/', 'http://user:word@example.org/', 'http://example.org:22/', 'http://example.org:25/', 'http://example.org:6379/', 'https://example.org:6667/', 'http://',
  ])('%s is refused', (address) => {
    expect(() => webAddress(address)).toThrow('bad_address')
  })

  test.each([
    ['http://2130706433/', '127.0.0.1'], ['http://0x7f.1/', '127.0.0.1'], ['http://0177.0.0.1/', '127.0.0.1'], ['http://127.1/', '127.0.0.1'],
    ['http://127.0.0.1./', '127.0.0.1'], ['http://[::FFFF:127.0.0.1]/', '[::ffff:7f00:1]'], ['http://①②⑦.0.0.1/', '127.0.0.1'], ['http://example.org:8080/', 'example.org'],
  ])('%s is read as %s', (address, host) => {
    expect(webAddress(address).hostname).toBe(host)
  })
})
