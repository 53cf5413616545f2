import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { networks } from './all.ts'
import type { NetworkId } from './shape.ts'
import { weightedLength } from './x.ts'

const link = 'https://liens.exemple.fr/l/Zr3kQ9wPa2'
const family = '👨‍👩‍👧‍👦'
const codes = (network: NetworkId, text: string, address: string | null = null) =>
  networks[network].count(text, address).warnings.map(({ code }) => code)

/** Expected figures are those that twitter-text 3.1 gives. */
describe('X: weighted characters', () => {
  test.each<[string, number]>([
    ['', 0],
    ['Bonjour à tous', 14],
    ['e\u0301te\u0301', 3],
    ['été', 3],
    ['日本語', 6],
    ['안녕', 4],
    ['مرحبا', 5],
    ['👍', 2],
    ['👍🏽', 2],
    [family, 2],
    ['🇫🇷🇧🇪', 4],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 2],
    ['1️⃣', 2],
    ['❤️', 2],
    ['❤︎', 4],
    ['©', 1],
    ['©️', 2],
    ['™', 2],
    ['…', 2],
    ['« ’ »', 5],
    ['€', 2],
    ['👍\u0301', 3],
    ['a\u200Db', 3],
    ['https://exemple.fr', 23],
    ['exemple.fr', 23],
    ['Voir exemple.fr.', 29],
    ['(https://exemple.fr/page-tres-longue?a=b&c=d#e)', 25],
    ['https://exemple.fr/a https://exemple.fr/b', 47],
    ['jean@exemple.fr', 15],
    ['日本https://exemple.jp', 27],
    ['http://localhost:3000/a', 23],
    ['http://localhost/a', 18],
    ['\u{1D49C}', 2],
  ])('%j weighs %i', (text, weight) => expect(weightedLength(text)).toBe(weight))

  test('280 fits, 281 does not', () => {
    expect(networks.x.count('a'.repeat(280), null)).toMatchObject({ used: 280, remaining: 0, over: false, unit: 'weighted' })
    expect(networks.x.count('a'.repeat(281), null)).toMatchObject({ remaining: -1, over: true })
    expect(networks.x.count('字'.repeat(141), null).over).toBe(true)
  })

  test('the link takes 23 and a space, once', () => {
    expect(networks.x.count('Bonjour', link).used).toBe(7 + 1 + 23)
    expect(networks.x.count(`Bonjour ${link}`, link).used).toBe(7 + 1 + 23)
    expect(networks.x.count('', link).used).toBe(23)
  })

  test('characters that X refuses', () => {
    const count = networks.x.count('a\uFEFFb', null)
    expect(count.over).toBe(true)
    expect(count.warnings).toEqual([{ code: 'forbidden_characters', used: 1, limit: 0 }])
  })
})

describe('Bluesky: graphemes and bytes', () => {
  test.each<[string, number]>([
    [family, 1],
    ['🇫🇷', 1],
    ['e\u0301', 1],
    ['日本語', 3],
    ['नि', 1],
    ['\r\n', 1],
    ['مرحبا', 5],
  ])('%j is %i', (text, used) => expect(networks.bluesky.count(text, null).used).toBe(used))

  test('the link counts at full length after a blank line', () => {
    expect(networks.bluesky.count('Bonjour', link).used).toBe(7 + 2 + link.length)
  })

  test('few graphemes may still be too many bytes', () => {
    const count = networks.bluesky.count(family.repeat(130), null)
    expect(count).toMatchObject({ used: 130, limit: 300, over: true })
    expect(count.warnings).toEqual([{ code: 'too_many_bytes', used: 3250, limit: 3000 }])
    expect(networks.bluesky.count('é'.repeat(300), null)).toMatchObject({ over: false, warnings: [] })
    expect(networks.bluesky.count('é'.repeat(301), null).over).toBe(true)
  })
})

describe('Mastodon: 23 an address, mentions without their server', () => {
  test.each<[string, number]>([
    ['Bonjour', 7],
    [family, 1],
    ['https://exemple.fr/une/page/assez/longue/pour/compter', 23],
    ['exemple.fr', 10],
    ['@moi@piaille.fr', 4],
    ['@moi@piaille.fr, @toi', 10],
    ['jean@exemple.fr', 15],
    ['https://piaille.fr/@moi', 23],
  ])('%j is %i', (text, used) => expect(networks.mastodon.count(text, null).used).toBe(used))

  test('500 unless the instance says otherwise', () => {
    expect(networks.mastodon.count('a'.repeat(501), null)).toMatchObject({ limit: 500, over: true })
    expect(networks.mastodon.count('a'.repeat(501), null, { limit: 5000 })).toMatchObject({ limit: 5000, over: false })
    expect(networks.mastodon.count('Bonjour', link).used).toBe(7 + 2 + 23)
  })
})

describe('Threads: an emoji counts for its bytes', () => {
  test.each<[string, number]>([
    ['Bonjour', 7],
    ['日本語', 3],
    ['👍', 4],
    [family, 25],
    ['🇫🇷', 8],
    ['é', 1],
  ])('%j is %i', (text, used) => expect(networks.threads.count(text, null).used).toBe(used))

  test('the link is attached, not counted', () => {
    expect(networks.threads.count('Bonjour', link).used).toBe(7)
    expect(networks.threads.count('a'.repeat(501), link).over).toBe(true)
  })

  test('more than five distinct links fail, the attached one included', () => {
    const five = [1, 2, 3, 4, 5].map((page) => `https://exemple.fr/${page}`).join(' ')
    expect(networks.threads.count(five, null).over).toBe(false)
    expect(networks.threads.count(five, link)).toMatchObject({ over: true, warnings: [{ code: 'too_many_links', used: 6, limit: 5 }] })
    expect(networks.threads.count(`${five} https://exemple.fr/1`, null).over).toBe(false)
  })

  test('a second hashtag is a warning, not a refusal', () => {
    expect(codes('threads', '#un #deux')).toEqual(['too_many_hashtags'])
    expect(networks.threads.count('#un #deux', null).over).toBe(false)
  })
})

describe('LinkedIn, Facebook, Instagram: UTF-16 units', () => {
  test.each<[NetworkId, number]>([
    ['linkedin', 3000],
    ['facebook', 63_206],
    ['instagram', 2200],
  ])('%s takes %i, the link apart', (network, limit) => {
    expect(networks[network].count('a'.repeat(limit), link)).toMatchObject({ used: limit, limit, over: false })
    expect(networks[network].count('a'.repeat(limit + 1), link).over).toBe(true)
    expect(networks[network].count('👍', null).used).toBe(2)
  })

  test('Instagram: 30 hashtags, links that nobody can click', () => {
    const tags = (count: number) => Array.from({ length: count }, (_, index) => `#tag${index}`).join(' ')
    expect(networks.instagram.count(tags(30), null).over).toBe(false)
    expect(networks.instagram.count(tags(31), null)).toMatchObject({ over: true, warnings: [{ code: 'too_many_hashtags', used: 31, limit: 30 }] })
    expect(codes('instagram', 'Voir exemple.fr')).toEqual(['link_not_clickable'])
  })
})

describe('WhatsApp and e-mail: no limit', () => {
  test.each<NetworkId>(['whatsapp', 'email'])('%s', (network) => {
    expect(networks[network].count('a'.repeat(5000), link)).toMatchObject({ limit: null, remaining: null, over: false })
  })
  test('a mailto address that programs may cut is told', () => {
    expect(codes('email', 'é'.repeat(300), link)).toEqual([])
    expect(codes('email', 'é'.repeat(400), link)).toEqual(['long_address'])
  })
})

const corpus = fileURLToPath(new URL('../../../shared/corpora/naughty-strings.json', import.meta.url))
const hostile = ['\uD800', 'a\uDC00b', '\u0000', '\u202Eabc', '\uFFFF', '%', '${x}', '\u200D', '#\u200D', '@', 'http://', '🇫']
const naughty: string[] = existsSync(corpus) ? JSON.parse(readFileSync(corpus, 'utf8')) : []

test.each(Object.values(networks))('$name never throws and stays finite on naughty texts', (network) => {
  const wrong = [...hostile, ...naughty].filter((text) => {
    const { used } = network.count(text, link)
    const draft = { caption: text, link, hashtags: [text, 'Emploi'], title: text }
    const addresses = [text, 'piaille.fr'].map((instance) => network.dialog({ ...draft, instance }))
    const sound = addresses.every((address) => address === null || URL.canParse(address))
    return !Number.isSafeInteger(used) || used < 0 || !sound || network.text(draft).length === 0
  })
  expect(wrong).toEqual([])
})
