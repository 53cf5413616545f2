import { expect, test } from 'vitest'
import { slugTyped } from './slug.ts'

test.each([
  ['salon-2026', 'salon-2026'], ['Salon 2026', 'salon-2026'], ['Journées d’été', 'journees-d-ete'], ['  portes ouvertes', 'portes-ouvertes'], ['salon ', 'salon-'],
  ['a--b__c', 'a-b-c'], ['Œuvre', 'oeuvre'], ['Straße', 'strasse'], ['ﬁn', 'fin'], ['-', ''], ['', ''], ['a'.repeat(80), 'a'.repeat(64)],
])('%j becomes %j', (typed, slug) => {
  expect(slugTyped(typed)).toBe(slug)
})
