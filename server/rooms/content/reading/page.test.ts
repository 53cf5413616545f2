import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { discoverFeeds } from './discovery.ts'
import { readPage, type PageReading } from './page.ts'

const address = 'https://example.org/news/usine?utm_source=rss'

const read = (html: string | Uint8Array, headers: Record<string, string> = {}, from = address): PageReading => {
  const answer = readPage(typeof html === 'string' ? Buffer.from(html) : html, { address: from, headers })
  if (!answer.ok) throw new Error(answer.reason)
  return answer.page
}

const paragraph = 'La nouvelle usine de Lyon ouvrira ses portes au printemps, et elle emploiera deux cents personnes dans la région. '.repeat(6)
const article = `<article><h1>L’usine ouvre</h1>${`<p>${paragraph}</p>`.repeat(8)}</article>`

describe('a page', () => {
  test('gives every field', () => {
    const page = read(`<!doctype html><html lang="fr-FR"><head><title>L’usine ouvre | Le Journal</title>
      <link rel="canonical" href="/news/usine?utm_medium=x#top"><meta property="og:title" content="L’usine ouvre &amp; recrute"><meta property="og:site_name" content="Le Journal">
      <meta name="description" content="Deux cents emplois."><meta property="og:image" content="/img/usine.jpg"><meta name="author" content="Anne Martin">
      <meta property="article:published_time" content="2026-01-05T08:00:00+01:00"></head><body><nav><a href="/">Accueil</a></nav>${article}</body></html>`)
    expect(page).toMatchObject({
      canonical_address: 'https://example.org/news/usine', title: 'L’usine ouvre & recrute', description: 'Deux cents emplois.', image: 'https://example.org/img/usine.jpg',
      author: 'Anne Martin', published_at: '2026-01-05T07:00:00.000Z', language: 'fr', site_name: 'Le Journal', reading_minutes: 4,
    })
    expect(page.text).toContain('La nouvelle usine de Lyon')
    expect(page.text).not.toContain('Accueil')
  })

  test('is told by its structured data', () => {
    const data = { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage', headline: 'Site' }, {
      '@type': ['NewsArticle'], headline: 'L’usine', description: 'Des emplois.', image: [{ '@type': 'ImageObject', url: '/ld.jpg' }], author: [{ name: 'Anne' }, { name: 'Paul' }],
      datePublished: '2026-01-05', inLanguage: 'fr',
    }] }
    expect(read(`<html><head><script type="application/ld+json">${JSON.stringify(data)}</script><script type="application/ld+json">{broken</script></head><body>${article}</body></html>`)).toMatchObject({
      title: 'L’usine', description: 'Des emplois.', image: 'https://example.org/ld.jpg', author: 'Anne, Paul', published_at: '2026-01-05T00:00:00.000Z', language: 'fr',
    })
  })

  test('without metadata is told by its text', () => {
    expect(read(`<html><head><title>L’usine ouvre</title></head><body>${article.replace('<p>', '<img src="photo.jpg"><p>')}</body></html>`)).toMatchObject({
      canonical_address: 'https://example.org/news/usine', title: 'L’usine ouvre', image: 'https://example.org/news/photo.jpg', author: null, published_at: null, language: 'fr',
    })
  })

  test('that is no article keeps its metadata', () => {
    expect(read('<html lang="en"><head><title>Home</title><meta name="description" content="All we do"></head><body><a href="/a">a</a></body></html>')).toMatchObject({ title: 'Home', description: 'All we do', language: 'en' })
    expect(read('<title>Bare</title>')).toMatchObject({ title: 'Bare', text: '', reading_minutes: null })
  })

  test.each([
    ['<link rel="canonical" href="https://example.org/">', 'https://example.org/news/usine'],
    ['<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="https://example.org/og">', 'https://example.org/og'],
    ['<base href="https://cdn.example.org/x/"><link rel="canonical" href="y">', 'https://cdn.example.org/x/y'],
    ['', 'https://example.org/news/usine'],
  ])('with %s is %s', (head, expected) => {
    expect(read(`<html><head>${head}</head><body></body></html>`).canonical_address).toBe(expected)
  })

  test('is read in its charset and without its markup', () => {
    expect(read(iconv.encode('<html><head><meta charset="iso-8859-1"><title>L’été à la plage</title></head></html>', 'windows-1252')).title).toBe('L’été à la plage')
    expect(read(iconv.encode('<html><head><title>Лето</title></head></html>', 'windows-1251'), { 'content-type': 'text/html; charset=windows-1251' }).title).toBe('Лето')
    expect(read('<html><head><meta property="og:title" content="&lt;b&gt;Gras&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"></head></html>').title).toBe('Gras &')
  })

  test('is refused when it is none', () => {
    expect(readPage(Buffer.from(''), { address })).toEqual({ ok: false, reason: 'empty' })
    expect(readPage(Buffer.from('plain'), { address })).toEqual({ ok: false, reason: 'empty' })
    expect(readPage(Buffer.alloc(5_000_001, '<'), { address })).toEqual({ ok: false, reason: 'too_large' })
  })

  test('made to be slow takes no longer than it may', () => {
    for (const html of ['<div>'.repeat(900_000), `<html><body>${'<p>a</p>'.repeat(500_000)}`, '<meta content="'.repeat(300_000), '<'.repeat(4_900_000), `<title>${'&lt;div&gt;'.repeat(400_000)}</title>`]) {
      const start = performance.now()
      readPage(Buffer.from(html), { address, max_ms: 1000 })
      expect(performance.now() - start).toBeLessThan(20_000)
    }
  }, 120_000)
})

describe('feeds of a page', () => {
  test('are those it declares, then those it links to, comments last', () => {
    expect(discoverFeeds(`<html><head><base href="https://example.org/blog/">
      <link rel="alternate" type="application/rss+xml" title="Commentaires" href="/comments/feed">
      <link rel="ALTERNATE nofollow" type="application/atom+xml; charset=utf-8" href="atom.xml">
      <link rel=alternate type="application/feed+json" title="JSON" href="feed.json"><link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
      <link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" type="text/css" href="feed.css"><link rel="alternate" type="application/rss+xml" href="javascript:x"></head>
      <body><a href="/rss">RSS</a> <a href="/rss">encore</a> <a href="atom.xml">atom</a> <a href="https://feedly.com/i/subscription/feed">Feedly</a> <a href="/feedback">Avis</a> <a href="?feed=rss2">Fil</a></body></html>`, 'https://example.org/')).toEqual([
      { address: 'https://example.org/blog/atom.xml', title: null }, { address: 'https://example.org/blog/feed.json', title: 'JSON' },
      { address: 'https://example.org/rss', title: 'RSS' }, { address: 'https://example.org/blog/?feed=rss2', title: 'Fil' },
      { address: 'https://example.org/comments/feed', title: 'Commentaires' },
    ])
  })

  test('are none where there is none', () => {
    for (const html of ['', 'plain', '<html></html>', '<a href="/contact">x</a>', '<a href>y</a>']) expect(discoverFeeds(html, 'https://example.org/')).toEqual([])
    expect(discoverFeeds('<a href="/feed/">x</a>'.repeat(3), 'not an address')).toEqual([])
  })
})
