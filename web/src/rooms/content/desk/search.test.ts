import { expect, test } from 'vitest'
import { inboxSearchOf } from './search.ts'

const id = '01900000-0000-7000-8000-000000000000'

test.each([
  [{}, { state: 'new' }],
  [{ state: 'kept', source_id: id }, { state: 'kept', source_id: id }],
  [{ state: 'used', source_id: 'x' }, { state: 'new' }],
])('inbox %j', (search, expected) => { expect(inboxSearchOf(search)).toEqual(expected) })
