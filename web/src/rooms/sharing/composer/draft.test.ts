import { networks } from '@portevoix/contract/networks/all'
import { describe, expect, it } from 'vitest'
import { countedText, draftOf, shownDisclosure, startingText, wayOf } from './draft.ts'

const link = 'https://exemple.fr/l/abcdef'

describe('where the text begins', () => {
  it.each([
    ['linkedin', 'Bonjour', ['climat', 'énergie'], 'Bonjour\n\n#climat #énergie'],
    ['threads', 'Bonjour', ['climat', 'énergie'], 'Bonjour\n\n#climat'],
    ['whatsapp', 'Bonjour', ['climat'], 'Bonjour'],
    ['x', 'Le #climat', ['Climat'], 'Le #climat'],
    ['x', '', [], ''],
  ] as const)('%s: %s', (id, caption, hashtags, expected) => {
    expect(startingText(networks[id], caption, hashtags)).toBe(expected)
  })
})

describe('the disclosure', () => {
  it('is in every post that carries hashtags, once', () => {
    expect(networks.x.text(draftOf('Bonjour', link, 'Ambassadrice'))).toBe(`Bonjour ${link} #Ambassadrice`)
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
    ['x', link, '', 'dialog', false, 'https://x.com/intent/tweet?text=Bonjour&url='],
    ['linkedin', link, '', 'dialog', true, 'https://www.linkedin.com/sharing/share-offsite/?url='],
    ['facebook', link, '', 'dialog', true, 'https://www.facebook.com/sharer/sharer.php?u='],
    ['linkedin', null, '', 'by_hand', true, 'https://www.linkedin.com/feed/'],
    ['instagram', link, '', 'by_hand', true, 'https://www.instagram.com/'],
    ['mastodon', link, 'piaille.fr', 'dialog', false, 'https://piaille.fr/share?text='],
    ['email', link, '', 'dialog', false, 'mailto:?subject='],
  ] as const)('%s with link %s', (id, shared, instance, kind, copies, address) => {
    const way = wayOf(networks[id], draftOf('Bonjour', shared, null), 'Titre', instance)
    expect(way).toMatchObject({ kind, copies })
    expect(way.kind === 'impossible' ? '' : way.address).toContain(address)
  })
  it('waits for the instance of a network of many', () => {
    expect(wayOf(networks.mastodon, draftOf('Bonjour', link, null), 'Titre', '')).toEqual({ kind: 'impossible' })
    expect(wayOf(networks.mastodon, draftOf('Bonjour', link, null), 'Titre', 'javascript:alert(1)')).toEqual({ kind: 'impossible' })
  })
})
