import { expect, it } from 'vitest'
import { likedAs, toldLikes } from './likes.ts'

it('counts a like at once where the number is told, and nowhere else', () => {
  expect(likedAs({ liked: false, likes: 5 }, true)).toEqual({ liked: true, likes: 6 })
  expect(likedAs({ liked: true, likes: 6 }, false)).toEqual({ liked: false, likes: 5 })
  expect(likedAs({ liked: true, likes: 5 }, false)).toEqual({ liked: false, likes: null })
  expect(likedAs({ liked: false, likes: null }, true)).toEqual({ liked: true, likes: null })
  expect(likedAs({ liked: true, likes: null }, false)).toEqual({ liked: false, likes: null })
  expect(likedAs({ liked: true, likes: 5 }, true)).toEqual({})
})

it('shows no small number that a device kept from before', () => {
  expect([0, 1, 4, 5, null].map((likes) => toldLikes({ likes }))).toEqual([null, null, null, 5, null])
})
