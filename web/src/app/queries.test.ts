import { QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { askAnew, queryClient } from './queries.ts'

it('asks anew for what was changed while the first answer was on its way', async () => {
  const answers: ((title: string) => void)[] = []
  const list = new QueryObserver<string>(queryClient, { queryKey: ['list'], queryFn: () => new Promise((resolve) => { answers.push(resolve) }) })
  const stop = list.subscribe(() => undefined)
  const anew = askAnew(['list'])
  answers[0]?.('before')
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.('after')
  await anew
  expect(list.getCurrentResult().data).toBe('after')
  stop()
})
