import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { together } from './together.ts'

it('gives what each came to, in their order, whoever is ready first', async () => {
  expect(await together([pause(20, 'slow'), Promise.resolve(2), null])).toEqual(['slow', 2, null])
})

it('tells the first failure once the others are done, wherever it stands', async () => {
  const done: string[] = []
  const fail = async (ms: number, message: string) => { await pause(ms); done.push(message); throw new Error(message) }
  const slow = async () => { await pause(30); done.push('slow') }
  await expect(together([fail(20, 'the second'), fail(1, 'the first'), slow()])).rejects.toThrow('the first')
  expect(done).toEqual(['the first', 'the second', 'slow'])
})
