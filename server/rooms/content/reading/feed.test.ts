import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readFeed, type FeedReading } from './feed.ts'

const address = 'https://example.org/news/feed.xml'

const read = (text: string | Uint8Array, content_type: string | null = null): FeedReading => {
  const answer = readFeed(typeof text === 'string' ? Buffer.from(text) : text, { address, content_type })
  if (!answer.ok) throw new Error(answer.reason)
  return answer.feed
}

const rss = (items: string, channel = '') => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>L’actu</title><link>/</link><description>Tout</description><language>fr-FR</language>${channel}${items}</channel></rss>`

describe('RSS', () => {
  test('gives every field', () => {
    expect(read(rss(`<item><title>L&#8217;usine &amp;amp; la &lt;b&gt;ville&lt;/b&gt;</title><link>article?id=1&amp;b=2</link><guid isPermaLink="false">n°1</guid>
      <pubDate>Mon, 05 Jan 2026 08:00:00 +0100</pubDate><dc:creator>Anne Martin</dc:creator><media:content url="/a.jpg" medium="image"/>
      <description><![CDATA[<p>Deux cents <em>emplois</em>.</p><img src="b.jpg">]]></description></item>`, '<lastBuildDate>Tue, 06 Jan 2026 08:00:00 GMT</lastBuildDate>'))).toEqual({
      title: 'L’actu', address: 'https://example.org/', description: 'Tout', language: 'fr', updated_at: '2026-01-06T08:00:00.000Z',
      items: [{
        guid: 'n°1', address: 'https://example.org/news/article?id=1&b=2', title: 'L’usine & la ville', summary: 'Deux cents emplois.', image: 'https://example.org/a.jpg',
        author: 'Anne Martin', published_at: '2026-01-05T07:00:00.000Z', updated_at: null, language: 'fr',
      }],
    })
  })

  test('without a link takes the permalink, without a title the beginning, without a guid the address', () => {
    const [one, two, three] = read(rss(`<item><guid>https://example.org/1</guid><description>${'mot '.repeat(100)}</description></item>
      <item><link>https://example.org/2?utm_source=rss</link><title>b</title></item><item><title>c</title></item>`)).items
    expect(one).toMatchObject({ guid: 'https://example.org/1', address: 'https://example.org/1', title: `${'mot '.repeat(30).trim()}…` })
    expect(two).toMatchObject({ guid: 'https://example.org/2', address: 'https://example.org/2?utm_source=rss' })
    expect(three?.guid).toMatch(/^[\w-]{43}$/)
  })

  test.each([
    ['<enclosure url="e.jpg" type="image/jpeg" length="1"/>', 'https://example.org/news/e.jpg'],
    ['<media:group><media:thumbnail url="//cdn.example.org/t.png"/></media:group>', 'https://cdn.example.org/t.png'],
    ['<content:encoded>&lt;img src="pixel.gif" width="1" height="1"&gt;&lt;img src="https://example.org/i.png?a=1&amp;amp;b=2"&gt;</content:encoded>', 'https://example.org/i.png?a=1&b=2'],
    ['<enclosure url="e.mp3" type="audio/mpeg" length="1"/>', null],
    ['<description>&lt;img src="javascript:alert(1)"&gt;&lt;img src="data:image/png;base64,AA"&gt;</description>', null],
  ])('%s gives the image %s', (inner, image) => {
    expect(read(rss(`<item><title>a</title>${inner}</item>`)).items[0]?.image).toBe(image)
  })

  test('1.0 (RDF) is read as the others', () => {
    expect(read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>R</title><link>https://example.org</link></channel>
      <item rdf:about="https://example.org/1"><title>Un</title><link>https://example.org/1</link><dc:date>2026-01-05T08:00+01:00</dc:date></item></rdf:RDF>`)).toMatchObject({
      title: 'R', items: [{ guid: 'https://example.org/1', title: 'Un', published_at: '2026-01-05T07:00:00.000Z' }],
    })
  })
})

describe('Atom', () => {
  test('gives every field, from xml:base on', () => {
    expect(read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/blog/" xml:lang="en">
      <title type="html">News &amp;amp; &lt;i&gt;views&lt;/i&gt;</title><link rel="self" href="atom"/><link href="."/><updated>2026-01-06T08:00:00Z</updated>
      <author><name>The team</name></author>
      <entry xml:base="2026/"><id>tag:1</id><title type="text">The &lt;blink&gt; tag</title><link rel="alternate" type="text/html" href="one.html"/><link rel="enclosure" type="image/png" href="one.png"/>
        <published>2026-01-05T07:00:00Z</published><updated>2026-01-05T09:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; B</p></div></content></entry></feed>`)).toEqual({
      title: 'News & views', address: 'https://example.org/blog/', description: '', language: 'en', updated_at: '2026-01-06T08:00:00.000Z',
      items: [{
        guid: 'tag:1', address: 'https://example.org/blog/2026/one.html', title: 'The <blink> tag', summary: 'A & B', image: 'https://example.org/blog/2026/one.png',
        author: 'The team', published_at: '2026-01-05T07:00:00.000Z', updated_at: '2026-01-05T09:00:00.000Z', language: 'en',
      }],
    })
  })

  test('0.3 decodes what it encodes', () => {
    expect(read(`<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="base64" type="text/html">${Buffer.from('<b>Un</b> &amp; deux').toString('base64')}</title>
      <entry><title>e</title><issued>2004-01-01T19:48:21Z</issued></entry></feed>`)).toMatchObject({ title: 'Un & deux', items: [{ published_at: '2004-01-01T19:48:21.000Z' }] })
  })
})

test('JSON Feed gives every field', () => {
  expect(read(JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1', title: 'J & K', home_page_url: 'https://example.org/', language: 'en-GB',
    items: [{ id: '1', url: '/1', title: '<not html>', content_html: '<p>Text</p>', image: 'i.png', authors: [{ name: 'A' }, { name: 'B' }], date_published: '2026-01-05T07:00:00Z' }, { id: 2 }],
  }))).toMatchObject({
    title: 'J & K', language: 'en',
    items: [{ guid: '1', address: 'https://example.org/1', title: '<not html>', summary: 'Text', image: 'https://example.org/news/i.png', author: 'A, B', published_at: '2026-01-05T07:00:00.000Z' }, { guid: '2', address: null, title: '' }],
  })
})

describe('forgives', () => {
  test.each([
    ['what is cut off', '<rss version="2.0"><channel><title>T</title><item><title>a</title><link>https://example.org/?a=1&amp;b=2</link></item></channel></rss'],
    ['what stops in an item', '<rss version="2.0"><channel><title>T</title><item><title>a</title><link>https://example.org/?a=1&amp;b=2</link>'],
    ['ampersands', '<rss version="2.0"><channel><title>T</title><item><title>a</title><link>https://example.org/?a=1&b=2</link></item></channel></rss>'],
    ['blanks and marks before the prolog', '\uFEFF\n  <?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>a</title><link>https://example.org/?a=1&amp;b=2</link></item></channel></rss>'],
    ['control characters', '<rss version="2.0"><channel><title>T\u0000\u0008</title><item><title>a\u001f</title><link>https://example.org/?a=1&amp;b=2</link></item></channel></rss>'],
    ['capitals', '<RSS VERSION="2.0"><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>a</TITLE><LINK>https://example.org/?a=1&amp;b=2</LINK></ITEM></CHANNEL></RSS>'],
    ['a document type', '<!DOCTYPE rss [<!ENTITY t "T"><!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><rss version="2.0"><channel><title>&t;</title><item><title>a</title><link>https://example.org/?a=1&amp;b=2</link></item></channel></rss>'],
  ])('%s', (_, text) => {
    expect(read(text)).toMatchObject({ title: 'T', items: [{ title: 'a', address: 'https://example.org/?a=1&b=2' }] })
  })

  test('charsets', () => {
    expect(read(iconv.encode('<?xml version="1.0" encoding="windows-1252"?><rss version="2.0"><channel><title>L’été</title></channel></rss>', 'windows-1252')).title).toBe('L’été')
    expect(read(iconv.encode('<rss version="2.0"><channel><title>Лето</title></channel></rss>', 'koi8-r'), 'text/xml; charset=koi8-r').title).toBe('Лето')
  })
})

describe('refuses', () => {
  test.each([['', 'empty'], ['   ', 'empty'], ['plain', 'empty'], ['<html><body>no</body></html>', 'not_a_feed'], ['{"a":1}', 'not_a_feed'], ['{', 'not_a_feed']] as const)('%#: %s', (text, reason) => {
    expect(readFeed(Buffer.from(text), { address })).toEqual({ ok: false, reason })
  })

  test('more than 5 MB', () => {
    expect(readFeed(Buffer.alloc(5_000_001, 'x'), { address })).toEqual({ ok: false, reason: 'too_large' })
  })

  test('to expand entities without end', () => {
    const answer = readFeed(Buffer.from(`<!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>${'&a;&b;'.repeat(100_000)}</title></channel></rss>`), { address })
    expect(answer.ok && answer.feed.title.length).toBe(500)
  })

  test('to take longer than it may', () => {
    const deep = '<a>'.repeat(1_500_000)
    const person = `<rss version="2.0"><channel><item><author>${'('.repeat(4_000_000)}</author></item></channel></rss>`
    for (const text of [`<rss version="2.0"><channel>${deep}`, person]) {
      const start = performance.now()
      expect(readFeed(Buffer.from(text), { address, max_ms: 1000 })).toEqual({ ok: false, reason: 'too_slow' })
      // some of it the limit cannot interrupt: whoever serves people reads aside, where the reader itself is ended
      expect(performance.now() - start).toBeLessThan(20_000)
    }
    expect(read(rss('<item><title>après</title></item>')).items[0]?.title).toBe('après')
  })
})
