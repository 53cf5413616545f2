import { expect, test } from 'vitest'
import { contentsSearchOf } from './search.ts'

const theme_id = '01900000-0000-7000-8000-000000000001'

test.each([
  [{}, {}],
  [{ state: 'published', theme_id, words: 'pompes' }, { state: 'published', theme_id, words: 'pompes' }],
  [{ state: 'burnt', theme_id: "' or 1=1", words: '   ', begin: 'yes' }, {}],
  [{ state: ['draft'], words: 'é'.repeat(500), begin: true }, { words: 'é'.repeat(200), begin: true }],
])('reads %j', (raw, search) => { expect(contentsSearchOf(raw)).toEqual(search) })
