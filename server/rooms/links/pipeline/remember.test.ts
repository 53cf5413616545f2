import { expect, test } from 'vitest'
import { remember } from './remember.ts'

test('an agent is read once, as long as few others come', () => {
  let read = 0
  const lengthOf = remember((agent) => { read += 1; return agent.length })
  const ask = (count: number) => { for (let index = 0; index < count; index++) expect(lengthOf(`agent ${index}`)).toBe(6 + String(index).length) }
  ask(5_000)
  ask(5_000)
  expect(read).toBe(5_000)
  // one more, and all are forgotten but that one
  ask(5_001)
  expect(read).toBe(5_001)
  expect(lengthOf('agent 5000')).toBe(10)
  expect(read).toBe(5_001)
  ask(1)
  expect(read).toBe(5_002)
})

test('a reading that came to nothing is one too', () => {
  let read = 0
  const nothing = remember(() => { read += 1 })
  nothing('a')
  nothing('a')
  expect(read).toBe(1)
})
