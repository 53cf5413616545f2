import { describe, expect, it, test } from 'vitest'
import { audienceTribes, groupsWithout, healthOf, isPublic, keptHashtags, maxAgeSeconds, mayDo, nextPoll, nextTry, obstaclesTo, placeOf, retryAfterSeconds, type PublishableContent } from './rules.ts'

const now = new Date('2026-03-02T09:00:00Z')
const minutes = (date: Date) => Math.round((date.getTime() - now.getTime()) / 60_000)

test.each([
  ['internal', [], ['employees']],
  ['internal', ['customers'], ['employees']],
  ['internal', ['employees', 'customers'], ['employees']],
  ['shareable', [], []],
  ['shareable', ['customers'], ['customers']],
  ['shareable', ['employees', 'customers'], []],
] as const)('an %s content for %j goes to %j', (visibility, tribes, expected) => {
  expect(audienceTribes(visibility, tribes)).toEqual(expected)
})

test('hashtags lose their # and come once', () => {
  expect(keptHashtags(['#Climat', 'climat', ' RSE ', '#'])).toEqual(['Climat', 'RSE'])
})

const whole: PublishableContent = {
  kind: 'link', visibility: 'shareable', title: 'Un titre', body_text: '', address: 'https://example.org/', media_id: null, image_alt: '', theme_id: 'one', hashtags: [], captions: [], expires_at: null,
  group_ids: ['paris'], known_group_ids: ['paris'],
}

describe('obstaclesTo', () => {
  it.each<[string, Partial<PublishableContent>, string[]]>([
    ['a whole link', {}, []],
    ['no title', { title: '  ' }, ['title_required']],
    ['a link that leads nowhere', { address: null }, ['address_required']],
    ['a text without a body', { kind: 'text', address: null }, ['body_required']],
    ['a text', { kind: 'text', address: null, body_text: 'Bonjour' }, []],
    ['an image that nobody describes', { media_id: 'm' }, ['image_alt_required']],
    ['an image described', { media_id: 'm', image_alt: 'Un atelier' }, []],
    ['no theme', { theme_id: null }, ['theme_required']],
    ['a group that is gone', { known_group_ids: [] }, ['group_gone']],
    ['an end before the beginning', { expires_at: now }, ['expires_too_early']],
    ['an empty caption', { captions: [{ network: 'linkedin', text: ' ' }] }, ['caption_required']],
    ['a caption that X would refuse', { captions: [{ network: 'x', text: 'a'.repeat(281) }] }, ['caption_too_long']],
    ['a caption too long only with its link', { captions: [{ network: 'x', text: 'a'.repeat(257) }] }, ['caption_too_long']],
    ['a caption that fits X to the last character, where any link weighs 23', { captions: [{ network: 'x', text: 'a'.repeat(256) }] }, []],
    ['a caption as long on LinkedIn', { captions: [{ network: 'linkedin', text: 'a'.repeat(281) }] }, []],
    ['a network that we do not know', { captions: [{ network: 'viadeo', text: 'a' }] }, ['network_unknown']],
    ['captions of an internal content, which nobody shares', { visibility: 'internal', captions: [{ network: 'x', text: '' }] }, []],
  ])('%s', (_name, changes, codes) => {
    expect(obstaclesTo({ ...whole, ...changes }, now).map(({ code }) => code)).toEqual(codes)
  })
})

test.each([
  ['less', ['paris', 'lyon'], null, ['lyon'], ['lyon']],
  ['replaced', ['paris', 'lyon'], 'metz', ['lyon'], ['metz', 'lyon']],
  ['replaced by one that is there already', ['paris', 'lyon'], 'lyon', ['lyon'], ['lyon']],
  ['kept as that of nobody where none other is left: none at all would be everybody', ['paris'], null, [], ['paris']],
] as const)('a group that goes is %s', (_name, group_ids, replacement_id, others, expected) => {
  expect(groupsWithout(group_ids, 'paris', replacement_id, others)).toEqual(expected)
})

test.each([
  ['publish', ['draft', 'scheduled', 'expired'], ['published']],
  ['schedule', ['draft', 'scheduled'], ['published', 'expired']],
  ['unschedule', ['scheduled'], ['draft', 'published', 'expired']],
  ['expire', ['published'], ['draft', 'scheduled', 'expired']],
] as const)('%s', (verb, from, not_from) => {
  expect(from.every((state) => mayDo(verb, state))).toBe(true)
  expect(not_from.some((state) => mayDo(verb, state))).toBe(false)
})

describe('when a source is asked again', () => {
  it.each([[1, 60], [2, 120], [3, 240], [6, 1920], [7, 2880], [30, 2880]])('after %i failures: %i minutes', (failures, expected) => {
    expect(minutes(nextTry(now, 60, failures, null))).toBe(expected)
  })
  it.each([[120, 60], [7200, 120], [10_000_000, 7 * 24 * 60]])('Retry-After %i s: %i minutes', (seconds, expected) => {
    expect(minutes(nextTry(now, 60, 1, seconds))).toBe(expected)
  })
  it.each([[null, 60], [60, 60], [7200, 120], [1_000_000, 1440]])('max-age %j: %i minutes', (seconds, expected) => {
    expect(minutes(nextPoll(now, 60, seconds))).toBe(expected)
  })
  it('reads Retry-After as seconds and as a date', () => {
    expect(retryAfterSeconds('120', now)).toBe(120)
    expect(retryAfterSeconds('Mon, 02 Mar 2026 09:05:00 GMT', now)).toBe(300)
    expect(retryAfterSeconds('Mon, 02 Mar 2026 08:00:00 GMT', now)).toBe(0)
    expect([retryAfterSeconds('bientôt', now), retryAfterSeconds(undefined, now)]).toEqual([null, null])
  })
  it.each([['public, max-age=300', 300], ['max-age="60"', 60], ['s-maxage=10', null], ['no-store', null], [undefined, null]])('Cache-Control %j', (header, expected) => {
    expect(maxAgeSeconds(header)).toBe(expected)
  })
})

const later = new Date(now.getTime() + 1)
test.each([
  ['link', 'shareable', 'published', null, true],
  ['link', 'shareable', 'expired', now, true],
  ['link', 'shareable', 'draft', null, false],
  ['link', 'shareable', 'scheduled', null, false],
  ['link', 'internal', 'published', null, false],
  ['link', 'internal', 'expired', null, false],
  ['text', 'shareable', 'published', null, true],
  ['text', 'shareable', 'published', later, true],
  ['text', 'shareable', 'published', now, false],
  ['text', 'shareable', 'expired', later, false],
  ['text', 'internal', 'published', null, false],
  ['text', 'shareable', 'scheduled', null, false],
] as const)('the public may know of a %s that is %s and %s until %s: %s', (kind, visibility, state, expires_at, expected) => {
  expect(isPublic({ kind, visibility, state, expires_at }, now)).toBe(expected)
})

test.each([
  [{ polled_at: null, failures: 0, last_error: null, paused_at: null, stopped_at: null }, 'waiting'],
  [{ polled_at: now, failures: 0, last_error: null, paused_at: null, stopped_at: null }, 'healthy'],
  [{ polled_at: now, failures: 2, last_error: 'http_503', paused_at: null, stopped_at: null }, 'ailing'],
  [{ polled_at: now, failures: 0, last_error: 'http_503', paused_at: null, stopped_at: null }, 'waiting'],
  [{ polled_at: now, failures: 2, last_error: 'http_503', paused_at: now, stopped_at: null }, 'paused'],
  [{ polled_at: now, failures: 2, last_error: 'http_503', paused_at: now, stopped_at: now }, 'stopped'],
])('health %#', (state, expected) => {
  expect(healthOf(state)).toBe(expected)
})

test.each([
  [new Date('2026-03-01T00:00:00Z'), '2026-03-01T00:00:00.000Z'],
  [new Date('2030-01-01T00:00:00Z'), now.toISOString()],
  [new Date(0), now.toISOString()],
  [null, now.toISOString()],
])('an item of %s stands at %s', (published_at, expected) => {
  expect(placeOf(published_at, now).toISOString()).toBe(expected)
})
