import { networks } from '@portevoix/contract/networks/all'
import { sampleLink } from '@portevoix/contract/networks/sample-link'
import { describe, expect, it } from 'vitest'
import { countCaption } from '#room/content/desk/editor/fields/caption-counting.ts'
import { countedText, startingText } from '@portevoix/contract/networks/post'
import { draftOf, hasWords, openingText, shownDisclosure, wayOf } from './draft.ts'

const link = 'https://exemple.fr/l/abcdef'

describe('where the text begins', () => {
  it.each([
    ['linkedin', 'Bonjour', ['climat', 'énergie'], 'Bonjour\n\n#climat #énergie'],
    ['threads', 'Bonjour', ['climat', 'énergie'], 'Bonjour\n\n#climat'],
    ['whatsapp', 'Bonjour', ['climat'], 'Bonjour'],
    ['x', 'Le #climat', ['Climat'], 'Le #climat'],
    ['x', '', [], ''],
    ['threads', '', ['climat'], ''],
  ] as const)('%s: %s', (id, caption, hashtags, expected) => {
    expect(startingText(networks[id], caption, hashtags)).toBe(expected)
  })
})

describe('what a share begins with', () => {
  const content = { title: 'Dix gestes', hashtags: ['climat', 'énergie'] }
  it.each([
    ['linkedin', 'Bonjour', 'Bonjour\n\n#climat #énergie'], ['facebook', undefined, 'Dix gestes\n\n#climat #énergie'], ['threads', undefined, 'Dix gestes\n\n#climat'],
    ['whatsapp', undefined, 'Dix gestes'], ['email', undefined, ''],
  ] as const)('on %s with the caption %j', (id, caption, expected) => {
    expect(openingText(networks[id], caption, content)).toBe(expected)
  })
  it.each(Object.values(networks))('is counted in the editor as in the composer: $id', (network) => {
    const [caption, disclosure] = ['Bonjour', 'Ambassadeur']
    expect(countCaption({ network: network.id, text: caption }, content.hashtags, disclosure)).toEqual(network.count(countedText(network, openingText(network, caption, content), disclosure), sampleLink))
  })
  it('is counted with no more hashtags than it takes along', () => {
    expect(countCaption({ network: 'threads', text: 'Bonjour' }, content.hashtags, null).used).toBe('Bonjour\n\n#climat'.length)
  })
})

describe('the disclosure', () => {
  it('is in every post that carries hashtags, once', () => {
    expect(networks.x.text(draftOf('Bonjour', link, 'Ambassadrice'))).toBe(`Bonjour\n\n#Ambassadrice ${link}`)
    expect(networks.linkedin.text(draftOf('Bonjour #ambassadrice', link, '#Ambassadrice'))).toBe('Bonjour #ambassadrice')
    expect(networks.linkedin.text(draftOf('Bonjour', link, null))).toBe('Bonjour')
    expect(countedText(networks.bluesky, 'Bonjour', 'Ambassadeur')).toBe('Bonjour\n\n#Ambassadeur')
    expect(countedText(networks.whatsapp, 'Bonjour', 'Ambassadeur')).toBe('Bonjour')
    expect(shownDisclosure(networks.x, 'ambassadeur maison')).toBe('#AmbassadeurMaison')
    expect(shownDisclosure(networks.email, 'Ambassadeur')).toBeNull()
    expect(shownDisclosure(networks.x, null)).toBeNull()
  })
})

describe('how a post leaves', () => {
  it.each([
    ['x', 'Bonjour', '', 'dialog', null, 'https://x.com/intent/tweet?text=Bonjour&url='],
    ['linkedin', 'Bonjour', '', 'dialog', 'Bonjour', 'https://www.linkedin.com/sharing/share-offsite/?url='],
    ['facebook', 'Bonjour', '', 'dialog', 'Bonjour', 'https://www.facebook.com/sharer/sharer.php?u='],
    ['instagram', 'Bonjour', '', 'by_hand', 'Bonjour', 'https://www.instagram.com/'],
    ['mastodon', 'Bonjour', 'piaille.fr', 'dialog', null, 'https://piaille.fr/share?text='],
    ['email', 'Bonjour', '', 'dialog', null, 'mailto:?subject='],
    ['linkedin', ' \n', '', 'dialog', null, 'https://www.linkedin.com/sharing/share-offsite/?url='],
    ['instagram', '', '', 'by_hand', null, 'https://www.instagram.com/'],
  ] as const)('%s with %j', (id, caption, instance, kind, copy, address) => {
    const way = wayOf(networks[id], draftOf(caption, link, null), 'Titre', instance)
    expect(way).toEqual({ kind, copy, address: expect.stringContaining(address) })
  })
  it('copies the disclosure where it is all there is', () => {
    expect(wayOf(networks.linkedin, draftOf('', link, 'Ambassadeur'), 'Titre', '')).toMatchObject({ copy: '#Ambassadeur' })
    expect(hasWords(networks.linkedin, draftOf('', link, 'Ambassadeur'))).toBe(true)
    expect(hasWords(networks.whatsapp, draftOf('', link, 'Ambassadeur'))).toBe(false)
    expect(hasWords(networks.bluesky, draftOf('', link, null))).toBe(false)
  })
  it('waits for its link, on every network', () => {
    for (const network of Object.values(networks)) expect(wayOf(network, draftOf('Bonjour', null, null), 'Titre', 'piaille.fr')).toEqual({ kind: 'impossible' })
  })
  it('waits for the instance of a network of many', () => {
    expect(wayOf(networks.mastodon, draftOf('Bonjour', link, null), 'Titre', '')).toEqual({ kind: 'impossible' })
    expect(wayOf(networks.mastodon, draftOf('Bonjour', link, null), 'Titre', 'javascript:alert(1)')).toEqual({ kind: 'impossible' })
  })
})
