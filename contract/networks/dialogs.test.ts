import { describe, expect, test } from 'vitest'
import { networks } from './all.ts'
import { instanceName } from './mastodon.ts'
import { networkIds, type DialogInput, type NetworkId } from './shape.ts'

const link = 'https://liens.exemple.fr/l/Zr3kQ9wPa2?a=1&b=é'
const caption = 'Fiers & émus : 100 % « vert » + #bio ?\nÀ lire 👇'
const input: DialogInput = { caption, link, hashtags: ['Climat', '#bio'], title: 'Un titre & demi\nsur deux lignes', instance: 'piaille.fr' }

const opened = (network: NetworkId, changes: Partial<DialogInput> = {}) => {
  const address = networks[network].dialog({ ...input, ...changes })
  if (address === null) throw new Error(`${network} opens nothing`)
  expect(address).toMatch(/^[\x21-\x7E]+$/)
  expect(address).not.toContain('+')
  const url = new URL(address)
  return { place: `${url.protocol}//${url.host}${url.pathname}`, parameters: Object.fromEntries(url.searchParams) }
}

describe('what each dialog receives, decoded', () => {
  test('LinkedIn: the link alone', () => {
    expect(opened('linkedin')).toEqual({ place: 'https://www.linkedin.com/sharing/share-offsite/', parameters: { url: link } })
  })
  test('Facebook: the link alone', () => {
    expect(opened('facebook')).toEqual({ place: 'https://www.facebook.com/sharer/sharer.php', parameters: { u: link } })
  })
  test('X: the text with the hashtags that it lacks, the link apart, which comes last', () => {
    expect(opened('x')).toEqual({ place: 'https://x.com/intent/tweet', parameters: { text: `${caption}\n\n#Climat`, url: link } })
    expect(networks.x.text(input)).toBe(`${caption}\n\n#Climat ${link}`)
    expect(opened('x', { caption: `Lire ${link}`, hashtags: [] }).parameters).toEqual({ text: `Lire ${link}` })
  })
  test('Threads: text and link apart', () => {
    expect(opened('threads')).toEqual({ place: 'https://www.threads.com/intent/post', parameters: { text: `${caption}\n\n#Climat`, url: link } })
  })
  test('Bluesky: one text', () => {
    expect(opened('bluesky')).toEqual({ place: 'https://bsky.app/intent/compose', parameters: { text: `${caption}\n\n#Climat\n\n${link}` } })
  })
  test('Mastodon: one text, on the person’s instance', () => {
    expect(opened('mastodon')).toEqual({ place: 'https://piaille.fr/share', parameters: { text: `${caption}\n\n#Climat\n\n${link}` } })
  })
  test('WhatsApp: one message, without hashtags of its own', () => {
    expect(opened('whatsapp')).toEqual({ place: 'https://wa.me/', parameters: { text: `${caption}\n\n${link}` } })
  })
  test('e-mail: a subject on one line, a body in CRLF', () => {
    const address = networks.email.dialog(input) ?? ''
    expect(address.startsWith('mailto:?subject=')).toBe(true)
    const parameters = Object.fromEntries(new URL(address).searchParams)
    expect(parameters).toEqual({
      subject: 'Un titre & demi sur deux lignes',
      body: `${caption}\n\n${link}`.replaceAll('\n', '\r\n'),
    })
  })
  test('a title cannot add a field to the e-mail', () => {
    const address = networks.email.dialog({ ...input, title: 'Bonjour\r\nBcc: x@exemple.fr&bcc=y@exemple.fr' }) ?? ''
    expect([...new URL(address).searchParams.keys()]).toEqual(['subject', 'body'])
    expect(new URL(address).searchParams.get('subject')).not.toMatch(/[\r\n]/)
  })
})

test('assisted networks open nothing; a card network needs a link; the others do without', () => {
  expect(networks.instagram.dialog(input)).toBeNull()
  for (const id of ['linkedin', 'facebook'] as const) expect(networks[id].dialog({ ...input, link: null })).toBeNull()
  for (const id of ['x', 'threads', 'bluesky', 'mastodon', 'whatsapp', 'email'] as const)
    expect(networks[id].dialog({ ...input, link: null })).toMatch(/^(?:https:\/\/|mailto:)/)
})

test('a lone surrogate is replaced, never thrown', () => {
  expect(opened('bluesky', { caption: 'a\uD800b', hashtags: [], link: null }).parameters).toEqual({ text: 'a\uFFFDb' })
})

test('what is counted is what opens', () => {
  for (const id of ['bluesky', 'mastodon', 'whatsapp'] as const) {
    const whole = networks[id].text(input)
    expect(opened(id).parameters.text).toBe(whole)
    expect(networks[id].count(whole, link)).toEqual(networks[id].count(whole, null))
  }
})

test.each<[string, string | null]>([
  ['piaille.fr', 'piaille.fr'],
  [' Mastodon.Social ', 'mastodon.social'],
  ['https://piaille.fr/', 'piaille.fr'],
  ['@moi@piaille.fr', 'piaille.fr'],
  ['moi@piaille.fr', 'piaille.fr'],
  ['café.exemple.fr', 'xn--caf-dma.exemple.fr'],
  ['', null],
  ['localhost', null],
  ['127.0.0.1', null],
  ['2130706433', null],
  ['0x7f.1', null],
  ['[::1]', null],
  ['piaille.fr/@moi', 'piaille.fr'],
  ['mastodon.social/@x', 'mastodon.social'],
  ['https://mastodon.social/@x', 'mastodon.social'],
  [' https://Mastodon.Social/@X/ ', 'mastodon.social'],
  ['https://mastodon.social/@x@piaille.fr', 'mastodon.social'],
  ['@x@mastodon.social', 'mastodon.social'],
  ['https://café.exemple.fr/@moi', 'xn--caf-dma.exemple.fr'],
  ['piaille.fr/@moi/1234', null],
  ['piaille.fr/@', null],
  ['piaille.fr/about', null],
  ['piaille.fr/../x', null],
  ['piaille.fr?x', null],
  ['piaille.fr#x', null],
  ['piaille.fr:8080', null],
  ['piaille.fr\\@mal.fr', null],
  ['bon.fr@mal.fr@x.fr', null],
  ['http://piaille.fr', null],
  ['javascript:alert(1)', null],
  ['pia ille.fr', null],
  ['-piaille.fr', null],
  ['piaille..fr', null],
  [`${'a'.repeat(64)}.fr`, null],
])('instance %j is %j', (typed, expected) => expect(instanceName(typed)).toBe(expected))

test('no instance, no Mastodon dialog', () => {
  expect(networks.mastodon.dialog({ ...input, instance: 'piaille.fr/x' })).toBeNull()
})

test('one entry a network, under its own id, with a lower-case source of its own', () => {
  expect(Object.keys(networks)).toEqual([...networkIds])
  for (const id of networkIds) expect(networks[id]).toMatchObject({ id, utm_source: id })
  expect(networkIds.filter((id) => !networks[id].keeps_caption)).toEqual(['linkedin', 'facebook', 'instagram'])
})
