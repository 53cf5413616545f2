import { expect, test } from 'vitest'
import { readFeed } from './feed.ts'
import { cleanAuthor } from './author.ts'
import { readPage } from './page.ts'

test.each([
  ['By GILLIAN MOHNEY March 11, 2015 3:46 PM', 'GILLIAN MOHNEY'], ['By Ana Sandoiu', 'Ana Sandoiu'], ['BY JOE HILDEBRAND', 'JOE HILDEBRAND'], ['by: Anne', 'Anne'],
  ['Par Anne Martin, le 12 mars 2015 à 10 h 30', 'Anne Martin'], ['Anne Martin | Publié le 1er août 2024', 'Anne Martin'], ['Anne – 12/03/2015', 'Anne'], ['Anne 15:46', 'Anne'],
  ['April 28, 2019 at 6:01 am Updated April 29, 2019 at 3:33 pm', null], ['', null], [null, null],
  ['Byron Smith', 'Byron Smith'], ['Parvati Rao', 'Parvati Rao'], ['May Sarton', 'May Sarton'], ['Julie Mars 2', 'Julie Mars 2'], ['Agence 2000', 'Agence 2000'], ['by the desk', 'by the desk'],
  ['Bradley M. Kuhn (http://ebb.org/bkuhn/)', 'Bradley M. Kuhn (http://ebb.org/bkuhn/)'], ['Anne-Marie Le May', 'Anne-Marie Le May'],
])('%j is %j', (written, expected) => { expect(cleanAuthor(written)).toBe(expected) })

test('feeds and pages name their authors so', () => {
  const address = 'https://example.org/a'
  const feed = readFeed(Buffer.from('<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title><item><title>a</title><dc:creator>By Anne Martin March 11, 2015 3:46 PM</dc:creator></item></channel></rss>'), { address })
  expect(feed.ok && feed.feed.items[0]?.author).toBe('Anne Martin')
  const page = readPage(Buffer.from('<html><head><title>a</title><meta name="author" content="Par Anne Martin"></head><body></body></html>'), { address })
  expect(page.ok && page.page.author).toBe('Anne Martin')
})
