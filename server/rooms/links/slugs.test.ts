import { describe, expect, test } from 'vitest'
import { isOwnSlug, newSlug } from './rules.ts'
import { likenessOf, slugTrouble } from './slugs.ts'

describe('a word chosen as the address of a link', () => {
  test.each([
    ['salon-2026', null],
    ['rse', null],
    ['2026', null],
    ['a'.repeat(64), null],
    ['nous-recrutons-partout', null],
    ['journee-portes', null],
    ['ab', 'shape'],
    ['', 'shape'],
    ['a'.repeat(65), 'shape'],
    ['Salon', 'shape'],
    ['salon_2026', 'shape'],
    ['salon 2026', 'shape'],
    ['été', 'shape'],
    ['ｓａｌｏｎ', 'shape'],
    ['ѕаlon', 'shape'],
    ['-salon', 'shape'],
    ['salon-', 'shape'],
    ['salon--2026', 'shape'],
    ['salon.html', 'shape'],
    ['../etc', 'shape'],
    ['admin', 'reserved'],
    ['adm1n', 'reserved'],
    ['l0g-in', 'reserved'],
    ['links', 'reserved'],
    ['p0rtev0ix', 'reserved'],
    ['sign-in', 'reserved'],
    ['http', 'reserved'],
    ['desk', 'reserved'],
    ['support', 'reserved'],
    ['supp0rt', 'reserved'],
    ['help-desk', 'reserved'],
    ['aide', 'reserved'],
    ['billing', 'reserved'],
    ['facturation', 'reserved'],
    ['paypal', 'reserved'],
    ['paypa1', 'reserved'],
    ['g-mail', 'reserved'],
    ['rnicrosoft', 'reserved'],
    ['vvebmail', 'reserved'],
    ['aide-aux-devoirs', null],
    ['supporters-2026', null],
    ['acme-login', 'reserved'],
    ['c0nnexion-rh', 'reserved'],
    ['sign-in-2026', 'reserved'],
    ['mon-paiement', 'reserved'],
    ['secure-payrnent', 'reserved'],
    ['reset-passvvord', 'reserved'],
    ['mot-de-passe-oublie', 'reserved'],
    ['mon-log-in', 'reserved'],
    ['blog-interne', null],
    ['design-industriel', null],
    ['logistique', null],
    ['connexe', null],
    ['paie-2026', null],
    ['abcdefgh2345', 'drawn'],
    ['abcdefgh234', null],
    ['abcdef-h2345', null],
    ['abcdefgh2340', null],
  ])('%j: %s', (slug, trouble) => {
    expect(slugTrouble(slug)).toBe(trouble)
  })

  test('is never one that is drawn for a share', () => {
    const key = Buffer.alloc(32, 3)
    for (let number = 0; number < 2_000; number += 1) {
      const plain = newSlug(key).toLowerCase()
      expect(slugTrouble(plain)).not.toBeNull()
    }
    expect(isOwnSlug(key, 'salon-2026')).toBe(false)
  })
})

describe('slugs are taken for each other', () => {
  test.each([
    ['salon-2026', 'salon2026'], ['salon-2026', 'sal0n-2o26'], ['lille', '1i11e'], ['emploi', 'ernploi'], ['web', 'vveb'], ['bilan-1', 'bilan-l'], ['bilan-1', 'BILAN-I'],
  ])('%s and %s', (one, other) => {
    expect(likenessOf(one)).toBe(likenessOf(other))
  })

  test.each([['salon-2026', 'salon-2025'], ['lille', 'lilie-b'], ['bilan-10', 'bilan-11'], ['rh', 'rn']])('not %s and %s', (one, other) => {
    expect(likenessOf(one)).not.toBe(likenessOf(other))
  })
})
