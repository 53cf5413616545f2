import { describe, expect, it } from 'vitest'
import { preferredLanguage } from '#kit/http/reader'

describe('the language of somebody not known yet', () => {
  it.each([
    [undefined, 'fr'], ['', 'fr'], ['en', 'en'], ['en-GB,fr;q=0.8', 'en'], ['fr-CA,en;q=0.9', 'fr'], ['de,en;q=0.7,fr;q=0.3', 'en'], ['de', 'fr'],
    ['en;q=0.2,fr;q=0.9', 'fr'], ['*', 'fr'], ['en;q=nonsense', 'en'], [',,,;;', 'fr'],
  ] as const)('%s is answered in %s', (asked, answered) => {
    expect(preferredLanguage(asked)).toBe(answered)
  })
})
