import { describe, expect, it, test } from 'vitest'
import { bareHashtag, isCharterToAccept, mixOf, refusalOfThemes, startingThemes } from './rules.ts'

describe('the starting mix', () => {
  it.each(['fr', 'en'] as const)('is 70/10/10/10 in %s', (language) => {
    const themes = startingThemes(language)
    expect(themes.map(({ target_percent }) => target_percent)).toEqual([70, 10, 10, 10])
    expect(new Set(themes.map(({ name }) => name)).size).toBe(4)
    expect(refusalOfThemes(themes)).toBeNull()
  })
})

describe('refusalOfThemes', () => {
  test.each([
    [[100], null],
    [[50, 50], null],
    [[33, 33, 34], null],
    [[50, 49], { field: 'themes', code: 'programme.shares_not_100', values: { total: 99 } }],
    [[60, 60], { field: 'themes', code: 'programme.shares_not_100', values: { total: 120 } }],
    [[0], { field: 'themes', code: 'programme.shares_not_100', values: { total: 0 } }],
  ])('%j', (shares, expected) => {
    expect(refusalOfThemes(shares.map((target_percent, index) => ({ name: `T${index}`, target_percent })))).toEqual(expected)
  })

  it('sees two names that differ by case and spaces alone', () => {
    expect(refusalOfThemes([{ name: 'Produits', target_percent: 50 }, { name: ' PRODUITS ', target_percent: 50 }])).toMatchObject({ field: 'themes.1.name', code: 'programme.theme_twice' })
  })
})

const targets = [{ id: 'watch', target_percent: 70 }, { id: 'products', target_percent: 10 }, { id: 'corporate', target_percent: 10 }, { id: 'life', target_percent: 10 }]

describe('mixOf', () => {
  it.each([
    ['nothing published yet: the largest target', {}, 'watch'],
    ['on target: the largest again', { watch: 7, products: 1, corporate: 1, life: 1 }, 'watch'],
    ['too many products', { watch: 2, products: 8 }, 'watch'],
    ['only industry watch', { watch: 10 }, 'products'],
    ['a first content, and it is industry watch', { watch: 1 }, 'products'],
    ['a first content, and it is about products', { products: 1 }, 'watch'],
    ['life forgotten', { watch: 14, products: 2, corporate: 2 }, 'life'],
  ])('%s', (_name, counts, next) => {
    expect(mixOf(targets, new Map(Object.entries(counts))).next_theme_id).toBe(next)
  })

  it('says actual shares, and gaps in points', () => {
    const mix = mixOf(targets, new Map([['watch', 2], ['products', 1], ['archived', 9]]))
    expect(mix.contents).toBe(3)
    expect(mix.themes.map(({ actual_percent, gap_points }) => [actual_percent, gap_points])).toEqual([[66.7, -3.3], [33.3, 23.3], [0, -10], [0, -10]])
  })

  it('comes to the targets when followed', () => {
    const counts = new Map<string, number>([['products', 4]])
    for (let published = 0; published < 96; published += 1) {
      const { next_theme_id } = mixOf(targets, counts)
      if (next_theme_id) counts.set(next_theme_id, (counts.get(next_theme_id) ?? 0) + 1)
    }
    expect(Object.fromEntries(counts)).toEqual({ watch: 70, products: 10, corporate: 10, life: 10 })
  })

  it('proposes nothing where no theme has a target', () => {
    expect(mixOf([{ id: 'one', target_percent: 0 }], new Map([['one', 3]])).next_theme_id).toBeNull()
  })
})

test.each([[1, null, true], [1, 1, false], [2, 1, true], [2, 2, false]])('charter %s in force, %s accepted', (current, accepted, asked) => {
  expect(isCharterToAccept(current, accepted)).toBe(asked)
})

test.each([['#Ambassadeur', 'Ambassadeur'], [' Ambassadeur ', 'Ambassadeur'], [null, null]])('bareHashtag %j', (given, kept) => {
  expect(bareHashtag(given)).toBe(kept)
})
