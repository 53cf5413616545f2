import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { together } from './together.ts'

it('gives what each came to, in their order, whoever is ready first', async () => {
  expect(await together([pause(20, 'slow'), Promise.resolve(2), null])).toEqual(['slow', 2, null])
})

it('tells a failure once the others are done', async () => {
  const done: string[] = []
  const slow = async () => { await pause(20); done.push('slow') }
  await expect(together([Promise.reject(new Error('the first to fail')), slow(), Promise.reject(new Error('the second'))])).rejects.toThrow('the first to fail')
  expect(done).toEqual(['slow'])
})
