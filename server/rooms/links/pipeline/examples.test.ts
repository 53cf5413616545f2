import { expect, test } from 'vitest'
import { dropReasonNames as namesOfContract } from '@portevoix/contract/links'
import { dropReasonNames } from '../rules.ts'
import { examples } from './examples.fixture.ts'
import { verdicts } from './scenarios.fixture.ts'

test.each(Object.entries(examples))('%s is told of what its rule is for, and of nothing before it', (reason, { requests, told }) => {
  expect(verdicts(requests)).toEqual(told)
  expect(told.at(-1)).toBe(reason)
})

test('every reason is told of something, and known to whoever asks', () => {
  // those of corrections are given afterwards, by no rule
  expect([...Object.keys(examples), 'network_listed_later', 'agent_listed_later'].sort()).toEqual([...dropReasonNames].sort())
  expect([...namesOfContract].sort()).toEqual([...dropReasonNames].sort())
})
