import { dropReasonNames } from '@portevoix/contract/links'
import { expect, it } from 'vitest'
import { briefKinds, briefKindsOf } from './brief-kinds.ts'

it('names what was left out once each, and nothing else', () => {
  expect(briefKindsOf([{ reason: 'sharer', hits: 3 }, { reason: 'tool', hits: 2 }, { reason: 'robot', hits: 8 }, { reason: 'preview_robot', hits: 0 }])).toEqual(['robots', 'own'])
  expect(briefKindsOf([])).toEqual([])
})

it('has a word for every reason', () => {
  expect(briefKindsOf(dropReasonNames.map((reason) => ({ reason, hits: 1 })))).toEqual(briefKinds)
  expect(dropReasonNames.filter((reason) => briefKindsOf([{ reason, hits: 1 }]).length !== 1)).toEqual([])
})
