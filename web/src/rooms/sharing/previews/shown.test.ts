import { expect, test } from 'vitest'
import { domainOf, folded, initials, shownAddress, withoutCardAddress } from './shown.ts'

const link = 'https://www.exemple.fr/l/Zr3kQ9wPa2-une-longue-adresse'

test.each<[string, string | null]>([
  ['court', null],
  ['a'.repeat(10), null],
  ['a'.repeat(11), 'a'.repeat(10)],
  ['un\ndeux', null],
  ['un\ndeux\ntrois', 'un\ndeux'],
  [`${'👨‍👩‍👧‍👦'.repeat(10)}b`, '👨‍👩‍👧‍👦'.repeat(10)],
  ['123456789 suite', '123456789'],
])('%j folds to %j', (text, expected) => expect(folded(text, { characters: 10, lines: 2 })).toBe(expected))

test('a network that folds nothing shows all', () => expect(folded('a'.repeat(9000), null)).toBeNull())

test('addresses are written as each network writes them', () => {
  expect(shownAddress(link, 'mastodon')).toBe('exemple.fr/l/Zr3kQ9wPa2-une-lo…')
  expect(shownAddress(link, 'bluesky')).toBe('www.exemple.fr/l/Zr3kQ9wPa2...')
  expect(shownAddress('https://exemple.fr/', 'bluesky')).toBe('exemple.fr')
  expect(shownAddress(link, 'whatsapp')).toBe(link)
})

test('X hides the address of its card, and only that one, only at the end', () => {
  expect(withoutCardAddress(`Lire ${link}`, link, 'x')).toBe('Lire')
  expect(withoutCardAddress(`${link} à lire`, link, 'x')).toBe(`${link} à lire`)
  expect(withoutCardAddress(`Lire ${link}`, link, 'mastodon')).toBe(`Lire ${link}`)
  expect(withoutCardAddress('Lire', null, 'x')).toBe('Lire')
})

test('domains and initials', () => {
  expect(domainOf(link)).toBe('exemple.fr')
  expect(domainOf('pas une adresse')).toBe('')
  expect(['Nadia Benali', 'Zoé', 'Jean-Paul de la Tour', ' ', '李 小龙'].map(initials)).toEqual(['NB', 'Z', 'JT', '', '李小'])
})
