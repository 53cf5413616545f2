import { expect, it } from 'vitest'
import { isAt } from './place.ts'

it.each([
  ['/', undefined, '/', true],
  ['/', undefined, '/saved', false],
  ['/', ['/saved', '/contents'], '/contents/12', true],
  ['/impact', ['/ranking'], '/ranking', true],
  ['/desk/contents', undefined, '/desk/contents/12', true],
  ['/desk/contents', undefined, '/desk/contentsmore', false],
])('%s with %j at %s: %s', (to, within, page, expected) => { expect(isAt({ to, ...(within && { within }) }, page)).toBe(expected) })
