import { expect, test } from 'vitest'
import { words } from './words.ts'

const expires_at = new Date('2026-12-03T23:30:00Z')

test.each([
  ['fr', 'Cette invitation est valable jusqu’au 4 décembre 2026.'],
  ['en', 'This invitation is valid until 4 December 2026.'],
] as const)('a mail in %s writes the day before the month, in the organisation’s time zone', (language, expected) => {
  expect(words(language, 'people.mails.invitation', 'Europe/Paris')('expires', { expires_at })).toBe(expected)
})

test.each([
  ['fr', 'Cette invitation est valable jusqu’au 1er janvier 2027.'],
  ['en', 'This invitation is valid until 1 January 2027.'],
] as const)('the first of a month is written in %s as it is said', (language, expected) => {
  expect(words(language, 'people.mails.invitation', 'Europe/Paris')('expires', { expires_at: new Date('2026-12-31T23:30:00Z') })).toBe(expected)
})
