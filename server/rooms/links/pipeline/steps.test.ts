import { expect, test } from 'vitest'
import { createSteps } from './steps.ts'

const visitor = (index: number) => String(index).padStart(8, '0')

test('the clicks of one browser are found from the last one back, among those of others', () => {
  const steps = createSteps()
  let last = 0
  for (let index = 0; index < 30; index++) {
    const number = steps.add({ link: index, visitor: visitor(index), at: 1_000 + index }, index % 3 === 0 ? last : 0)
    if (index % 3 === 0) last = number
  }
  expect(steps.back(last, 3)).toEqual([27, 24, 21].map((index) => ({ link: index, visitor: visitor(index), at: 1_000 + index })))
  expect(steps.back(last, 100)).toHaveLength(10)
  expect(steps.back(0, 10)).toEqual([])
})

test('what was overwritten by later clicks is found no more', () => {
  const steps = createSteps()
  const first = steps.add({ link: 1, visitor: visitor(1), at: 1 }, 0)
  let before = first
  for (let index = 0; index < 140_000; index++) {
    const number = steps.add({ link: 2, visitor: visitor(2), at: 2 }, index === 139_999 ? first : 0)
    before = number
  }
  expect(steps.back(before, 10)).toEqual([{ link: 2, visitor: visitor(2), at: 2 }])
})
