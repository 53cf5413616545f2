import { beforeEach, expect, it, test } from 'vitest'
import { forgetDrafts, isAlike, isPartOf, readDraft, writeDraft } from './kept-drafts.ts'

beforeEach(forgetDrafts)

it('gives back what was kept at a place, and nothing elsewhere or afterwards', () => {
  writeDraft('camille.programme', { purpose: 'Dire ce que nous faisons' })
  expect(readDraft('camille.programme')).toEqual({ purpose: 'Dire ce que nous faisons' })
  expect(readDraft('alix.programme')).toBeNull()
  writeDraft('camille.programme', null)
  expect(readDraft('camille.programme')).toBeNull()
})

it('forgets everything with the person', () => {
  writeDraft('camille.source', 'exemple.fr')
  forgetDrafts()
  expect(readDraft('camille.source')).toBeNull()
})

const theme = { key: '', name: '', target_percent: 0 }

test.each<[string, unknown, unknown, boolean]>([
  ['the same fields', theme, { key: 'a', name: 'Rue', target_percent: 20 }, true],
  ['a field more', theme, { key: 'a', id: 'b', name: 'Rue', target_percent: 20 }, true],
  ['a field less', theme, { key: 'a', name: 'Rue' }, false],
  ['a field of another kind', theme, { key: 'a', name: 'Rue', target_percent: '20' }, false],
  ['a list of them', [theme], [{ key: 'a', name: 'Rue', target_percent: 20 }], true],
  ['an empty list', [theme], [], true],
  ['a list with a stranger', [theme], [{ key: 'a', name: 'Rue', target_percent: 20 }, 'Rue'], false],
  ['nothing where there may be something', { logo: null }, { logo: null }, true],
  ['something where there may be nothing', { logo: null }, { logo: 'iVBO' }, true],
  ['nothing at all', theme, null, false],
  ['words', '', 'exemple.fr', true],
])('%s', (_what, sample, kept, alike) => expect(isAlike(sample, kept)).toBe(alike))

test.each<[string, unknown, boolean]>([
  ['one field of a form', { name: 'Rue' }, true],
  ['no field', {}, true],
  ['a field that the form does not have', { title: 'Rue' }, false],
  ['a field of another kind', { name: 3 }, false],
  ['no form', null, false],
])('%s may come back: %j', (_what, kept, part) => expect(isPartOf(theme, kept)).toBe(part))
