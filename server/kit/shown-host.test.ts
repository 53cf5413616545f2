import { domainToASCII } from 'node:url'
import { expect, it } from 'vitest'
import { shownAddress, shownHost } from './shown-host.ts'

it.each([
  ['café.fr', 'café.fr'], ['www.münchen.de', 'www.münchen.de'], ['cœur-à-cœur.fr', 'cœur-à-cœur.fr'], ['łódź.pl', 'łódź.pl'], ['mastodon.social', 'mastodon.social'], ['straße.de', 'straße.de'],
  // drawn as apple.com, google.com, ılovo.fr, paypal.fr: left as name servers know them
  ['аррӏе.com', 'xn--80ak6aa92e.com'], ['gооgle.com', 'xn--ggle-55da.com'], ['ılovo.fr', domainToASCII('ılovo.fr')], ['þaypal.fr', domainToASCII('þaypal.fr')], ['ɡoogle.fr', domainToASCII('ɡoogle.fr')],
  ['例え.jp', 'xn--r8jz45g.jp'],
])('%s is shown as %s', (host, expected) => { expect(shownHost(domainToASCII(host))).toBe(expected) })

it.each(['xn--', 'xn--a', 'xn--zzzzzz9999999.fr', '127.0.0.1', ''])('%j, which says nothing else, stays', (host) => { expect(shownHost(host)).toBe(host) })

it.each([
  ['https://xn--caf-dma.fr/l/abc?x=xn--caf-dma.fr', 'https://café.fr/l/abc?x=xn--caf-dma.fr'], ['https://xn--80ak6aa92e.com/', 'https://xn--80ak6aa92e.com/'], ['no address', 'no address'],
])('the address %s is shown as %s', (address, expected) => { expect(shownAddress(address)).toBe(expected) })
