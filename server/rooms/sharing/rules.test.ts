import { describe, expect, it } from 'vitest'
import { offeredCaptions, stateOf, trackedTarget, usesToOrderBy } from './rules.ts'

const x = { source: 'x', campaign: null }
const launch = { source: 'linkedin', campaign: 'Lancement d’Été 2026' }

describe('where a link leads', () => {
  it.each([
    ['no parameters wanted', 'https://exemple.fr/a?b=1#c', null, 'https://exemple.fr/a?b=1#c'],
    ['a bare address', 'https://exemple.fr/a', x, 'https://exemple.fr/a?utm_source=x&utm_medium=social'],
    ['a campaign, made plain', 'https://exemple.fr/a', launch, 'https://exemple.fr/a?utm_source=linkedin&utm_medium=social&utm_campaign=lancement-d-ete-2026'],
    ['parameters stay, as written', 'https://exemple.fr/a?q=a+b%20c&d=%C3%A9', x, 'https://exemple.fr/a?q=a+b%20c&d=%C3%A9&utm_source=x&utm_medium=social'],
    ['a fragment stays last', 'https://exemple.fr/a#partie-2', x, 'https://exemple.fr/a?utm_source=x&utm_medium=social#partie-2'],
    ['a question mark in the fragment', 'https://exemple.fr/a#b?c', x, 'https://exemple.fr/a?utm_source=x&utm_medium=social#b?c'],
    ['an empty query', 'https://exemple.fr/a?', x, 'https://exemple.fr/a?utm_source=x&utm_medium=social'],
    ['a query that ends open', 'https://exemple.fr/a?b=1&', x, 'https://exemple.fr/a?b=1&utm_source=x&utm_medium=social'],
    ['marked with a source: left whole', 'https://exemple.fr/a?utm_source=Lettre', launch, 'https://exemple.fr/a?utm_source=Lettre'],
    ['marked in capitals', 'https://exemple.fr/a?UTM_SOURCE=Lettre', launch, 'https://exemple.fr/a?UTM_SOURCE=Lettre'],
    ['marked with a medium alone', 'https://exemple.fr/a?b=1&utm_medium=email#c', launch, 'https://exemple.fr/a?b=1&utm_medium=email#c'],
    ['marked with a campaign alone', 'https://exemple.fr/a?utm_campaign=salon', launch, 'https://exemple.fr/a?utm_campaign=salon'],
    ['marked with a term, a content or an id', 'https://exemple.fr/a?utm_content=haut&utm_id=7', launch, 'https://exemple.fr/a?utm_content=haut&utm_id=7'],
    ['marked without a value', 'https://exemple.fr/a?utm_source', launch, 'https://exemple.fr/a?utm_source'],
    ['marked by an encoded name', 'https://exemple.fr/a?utm%5Fsource=a', launch, 'https://exemple.fr/a?utm%5Fsource=a'],
    ['marked whole', 'https://exemple.fr/?utm_source=a&utm_medium=b&utm_campaign=c', launch, 'https://exemple.fr/?utm_source=a&utm_medium=b&utm_campaign=c'],
    ['a mark in the fragment is none', 'https://exemple.fr/a#utm_source=b', x, 'https://exemple.fr/a?utm_source=x&utm_medium=social#utm_source=b'],
    ['a name that only looks like one is none', 'https://exemple.fr/a?utm=1&my_utm_source=b', x, 'https://exemple.fr/a?utm=1&my_utm_source=b&utm_source=x&utm_medium=social'],
    ['twice the same parameter', 'https://exemple.fr/?a=1&a=2', x, 'https://exemple.fr/?a=1&a=2&utm_source=x&utm_medium=social'],
    ['no path', 'https://exemple.fr', x, 'https://exemple.fr?utm_source=x&utm_medium=social'],
    ['letters of other scripts', 'https://exemple.fr/é?ü=ß', x, 'https://exemple.fr/é?ü=ß&utm_source=x&utm_medium=social'],
    ['a campaign of signs only', 'https://exemple.fr/a', { source: 'x', campaign: '!!!' }, 'https://exemple.fr/a?utm_source=x&utm_medium=social'],
  ])('%s', (_, address, utm, expected) => {
    expect(trackedTarget(address, utm)).toBe(expected)
  })
})

describe('captions', () => {
  const captions = [
    { id: 'a', network: 'x', language: 'fr' }, { id: 'b', network: 'x', language: 'fr' }, { id: 'c', network: 'x', language: 'en' }, { id: 'd', network: 'linkedin', language: 'fr' },
  ]
  const offered = (network: string, language: string, uses: Record<string, number>, seed = 'somebody') =>
    offeredCaptions(captions, network, { language, seed }, new Map(Object.entries(uses))).map(({ id }) => id).join('')
  it.each([
    ['the least used first', 'x', 'fr', { a: 2, b: 1 }, 'bac'],
    ['the least used first, the other way round', 'x', 'fr', { a: 1, b: 2 }, 'abc'],
    ['the reader’s language before the least used', 'x', 'en', { a: 1, b: 2, c: 9 }, 'cab'],
    ['of the network alone', 'linkedin', 'fr', {}, 'd'],
    ['none', 'bluesky', 'fr', {}, ''],
  ])('%s', (_, network, language, uses, expected) => {
    expect(offered(network, language, uses)).toBe(expected)
  })
  it('without uses, each person’s own way, always the same, and evenly', () => {
    const orders = Array.from({ length: 400 }, (_, person) => offered('x', 'fr', {}, `person ${person}`))
    expect(orders).toEqual(Array.from({ length: 400 }, (_, person) => offered('x', 'fr', {}, `person ${person}`)))
    const first = orders.filter((order) => order === 'abc').length
    expect(new Set(orders)).toEqual(new Set(['abc', 'bac']))
    expect(first).toBeGreaterThan(150)
    expect(first).toBeLessThan(250)
  })
  it('by no use that fewer than five people made', () => {
    expect([...usesToOrderBy([{ caption_id: 'a', uses: 9, people: 4 }, { caption_id: 'b', uses: 3, people: 5 }])]).toEqual([['b', 3]])
  })
})

describe('the state of a share', () => {
  it.each([
    [[], null], [['opened' as const], 'opened'], [['declared' as const, 'opened' as const], 'declared'],
    [['confirmed' as const, 'opened' as const], 'confirmed'], [['opened' as const, 'confirmed' as const, 'declared' as const], 'confirmed'],
  ])('%j is %s', (states, expected) => {
    expect(stateOf(states)).toBe(expected)
  })
})
