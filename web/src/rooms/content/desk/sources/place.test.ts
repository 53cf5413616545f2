import { expect, test } from 'vitest'
import { placeOf } from './place.ts'

test.each([
  ['https://www.lemonde.example/rss/une.xml', 'lemonde.example/rss/une.xml'],
  ['https://www.lemonde.example/rss/sport.xml', 'lemonde.example/rss/sport.xml'],
  ['https://blog.example/?feed=rss2', 'blog.example?feed=rss2'],
  ['https://blog.example/', 'blog.example'],
  ['http://127.0.0.1:8080/feed/', '127.0.0.1:8080/feed'],
  ['pas une adresse', 'pas une adresse'],
])('%s is shown as %s', (address, shown) => {
  expect(placeOf(address)).toBe(shown)
})
