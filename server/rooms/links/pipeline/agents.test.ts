import { describe, expect, test } from 'vitest'
import type { DropReason } from '../rules.ts'
import { agentVerdict } from './agent.ts'
import { isImpossible } from './impossible-agent.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const chrome = (version: string) => `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`
const gecko = (version: string) => `Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/${version}`

// what the list of known robots does not name, and which of our rules does
const ours: Partial<Record<DropReason, string[]>> = {
  tool: ['axios (<script>; a@b.co; webdriver)', ...['axios', 'undici', 'ruby', 'libwww', 'lua', 'rust', 'reqwest', 'insomnia', 'powershell', 'scrapy', 'guzzle', 'faraday', 'deno', 'bun'].map((tool) => `${tool} (Linux x86_64; build 4)`)],
  probe: [`${firefox} \${jndi:ldap://a.example}`, `${firefox} <script>`, `${firefox} select password from users`, `${firefox} ../../passwd`, `${firefox} ../ a@b.co webdriver`],
  contact: ['Somebody (a@b.co)', `${firefox} (a+b.c-d@2-mails.org)`, `${firefox} webdriver (a@b.co)`],
  headless: ['SlimerJS', 'puppeteer', 'webdriver', 'lighthouse'].map((driver) => `${firefox} ${driver}`),
}
test.each(Object.entries(ours).flatMap(([reason, agents]) => agents.map((agent) => [agent, reason] as const)))('%s is told as %s', (agent, reason) => { expect(agentVerdict(agent)).toBe(reason) })

test.each(['curl/8.5.0', 'node', 'axios/1.7.9', 'python-requests/2.32', 'HeadlessChrome/140.0', `${firefox} selenium`, 'Somebody (me@example.com)', 'Somebody (a+b.c-d@example-site.co)', 'Somebody (+https://example.com/)'])('%s, which the list names, is told as a robot before our rules are asked', (agent) => {
  expect(agentVerdict(agent)).toBe('robot')
})

test.each([
  ['a browser whose name begins as a tool’s', 'Bunjalloo (Nintendo DS; U; en)'],
  ['a browser that names a tool after itself', `${firefox} axios`],
  ['words that are part of others', `${firefox} preselect a from`],
  ['words that others are part of', `${firefox} select a fromage`],
  ['a word alone', `${firefox} select a`],
  ['what is no address', 'Somebody (a@b.c)'],
  ['an application that opens pages in itself', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 WhatsApp/2.24'],
])('%s is a person’s', (_name, agent) => { expect(agentVerdict(agent)).toBeNull() })

test.each([['twitterbot/1.0', 'preview_robot'], ['MASTODON/4', 'preview_robot'], ['barracuda', 'mail_scanner'], [' - ', 'robot']] as const)('%s is told as %s', (agent, verdict) => {
  expect(agentVerdict(agent)).toBe(verdict)
})

describe('an agent', () => {
  test.each([
    ['Mozilla/5.0'], ['Mozilla/4.08'],
    ...['11.0', '19.0', '20.0', '99.1'].map((version) => [`Mozilla/5.0 (Windows NT ${version}; Win64) Gecko`]),
    ...['Windows NT 10.0', 'Android 15', 'X11'].map((system) => [`Mozilla/5.0 (iPhone; CPU; ${system}) Gecko`]),
    ...['Android 15', 'Macintosh', 'CPU iPhone OS 18'].map((system) => [`Mozilla/5.0 (Windows NT 10.0; Win64; ${system}) Gecko`]),
    ['Mozilla/5.0 (Macintosh; Intel; Android 15) Gecko'],
    ...['0.1', '400.0', '999.0', '1234.0', '12345.0'].flatMap((version) => [[chrome(version)], ...(version === '0.1' ? [] : [[gecko(version)]])]),
    ...['Chrome', 'Firefox', 'Safari', 'AppleWebKit'].map((name) => [`Mozilla/5.0 ${name}/140.0`]),
  ])('that no browser has: %s', (agent) => { expect(isImpossible(agent)).toBe(true) })

  test.each([
    ['Browser Mozilla/5.0'], ['Mozilla/5.0 Gecko'], ['Mozilla/x.0'], ['Mozilla/5.x'],
    ...['6.1', '6.3', '10.0', '1.0', 'x1.0'].map((version) => [`Mozilla/5.0 (Windows NT ${version}; Win64) Gecko`]),
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15'], ['Mozilla/5.0 (Windows NT 10.0; Androidx)'], ['Mozilla/5.0 (Macintosh; Intel; Androidx)'],
    ['Mozilla/5.0 (Linux; Android 15; Pixel 9)'], ['Mozilla/5.0 (X11; Linux x86_64)'],
    ...['4.0', '40.0', '99.0', '140.0', '399.0', '3ab.0'].flatMap((version) => [[chrome(version)], [gecko(version)]]), [gecko('0.1')],
    ['Browser Mozilla/5.0 Chrome/140.0'], ['Mozilla/5.0 Gecko/140.0'],
  ])('that a browser may have: %s', (agent) => { expect(isImpossible(agent)).toBe(false) })
})
