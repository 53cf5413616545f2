import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from './charset.ts'
import { declaredLanguage, detectLanguage, languageOf } from './language.ts'
import { readingMinutes } from './reading-time.ts'
import { excerpt, looksLikeHtml, oneLine, plainText } from './text.ts'

const encoded = (text: string, encoding: string, bom = false) => iconv.encode(text, encoding, { addBOM: bom })

describe('charsets', () => {
  test.each([
    ['utf-8 with nothing said', Buffer.from('<a>été</a>'), null, '<a>été</a>'],
    ['utf-8 with a mark', encoded('<a>été</a>', 'utf-8', true), null, '<a>été</a>'],
    ['utf-16 with a mark', encoded('<a>été</a>', 'utf-16le', true), 'text/xml; charset=iso-8859-1', '<a>été</a>'],
    ['utf-16 big end first, no mark', encoded('<?xml version="1.0"?><a>été</a>', 'utf-16be'), null, '<?xml version="1.0"?><a>été</a>'],
    ['the header', encoded('<a>Привет</a>', 'koi8-r'), 'text/xml; charset="KOI8-R"', '<a>Привет</a>'],
    ['the declaration', encoded('<?xml version="1.0" encoding=\'windows-1251\'?><a>Привет</a>', 'windows-1251'), 'text/xml', '<?xml version="1.0" encoding=\'windows-1251\'?><a>Привет</a>'],
    ['the meta tag', encoded('<meta charset=shift_jis><p>日本語', 'shift_jis'), 'text/html', '<meta charset=shift_jis><p>日本語'],
    ['the old meta tag', encoded('<meta http-equiv="content-type" content="text/html; charset=big5"><p>中文', 'big5'), null, '<meta http-equiv="content-type" content="text/html; charset=big5"><p>中文'],
    ['latin 1 that is windows-1252', encoded('l’été — 5 €', 'windows-1252'), 'text/html; charset=ISO-8859-1', 'l’été — 5 €'],
    ['nothing said and not utf-8', encoded('l’été', 'windows-1252'), null, 'l’été'],
    ['utf-8 under a false header', Buffer.from('<?xml version="1.0" encoding="utf-8"?><a>été</a>'), 'text/xml; charset=iso-8859-1', '<?xml version="1.0" encoding="utf-8"?><a>été</a>'],
    ['latin 1 that says utf-8', encoded('<?xml version="1.0" encoding="utf-8"?><a>été</a>', 'latin1'), null, '<?xml version="1.0" encoding="utf-8"?><a>été</a>'],
    ['utf-8 with a stray byte', Buffer.concat([Buffer.from('<?xml encoding="utf-8"?>été, déjà, où '), Buffer.from([0xe9])]), null, '<?xml encoding="utf-8"?>été, déjà, où \uFFFD'],
    ['utf-8 that holds the replacement character', Buffer.from('\uFFFD d’été'), null, '\uFFFD d’été'],
    ['a charset nobody knows', Buffer.from('été'), 'text/html; charset=klingon', 'été'],
    ['nothing at all', Buffer.alloc(0), null, ''],
  ])('%s', (_, bytes, content_type, expected) => {
    expect(decodeText(bytes, content_type)).toBe(expected)
  })
})

describe('plain text', () => {
  test.each([
    ['Tom &amp; Jerry', 'Tom & Jerry'],
    ['<p>Un <b>beau</b> jour</p><p>d’été</p>', 'Un beau jour\nd’été'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
    ['x<script>alert("1 < 2")</script><style>p{}</style>y', 'xy'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['&eacute;&#233;&#xE9;&nbsp;!', 'ééé !'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<a href="javascript:1">lien</a>', 'lien'],
    ['<!-- non --> oui <![CDATA[x]]>', 'oui'],
    ['zero\u0000 \u0007bell \uD800lone', 'zero bell \uFFFDlone'],
    ['a\u202Eb\u2066c\u2069 &#x202E;d &#x2067;e\u0085\u009B f\u200F', 'abc d e f\u200F'],
    ['<div'.repeat(2000), ''],
  ])('%j', (html, expected) => {
    expect(plainText(html).replace(/\u00A0/g, ' ')).toBe(expected)
  })

  test('is fast on what is made to be slow', () => {
    const start = performance.now()
    for (const html of ['<div>'.repeat(200_000), '<'.repeat(1_000_000), '&'.repeat(1_000_000), '<!--'.repeat(200_000), '<a b="'.repeat(100_000), '</p>'.repeat(200_000)]) plainText(html)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test.each([
    ['AT&T', false], ['Tom &amp; Jerry', true], ['a < b > c', false], ['<b>a</b>', true], ['History of the <blink> tag', false], ['a<br>b', true], ['&#233;', true],
  ])('%s looks like HTML: %s', (text, expected) => {
    expect(looksLikeHtml(text)).toBe(expected)
  })

  test('an excerpt ends between words', () => {
    expect(excerpt('court', 10)).toBe('court')
    expect(excerpt('une phrase, plus longue', 14)).toBe('une phrase…')
    expect(excerpt('x'.repeat(50), 10)).toHaveLength(10)
    expect(excerpt('😀'.repeat(50), 10).isWellFormed()).toBe(true)
    expect(oneLine('  a\n\tb  ')).toBe('a b')
  })
})

const texts = {
  fr: 'La nouvelle usine de Lyon ouvrira ses portes au printemps. Elle emploiera deux cents personnes, et les premières machines sont déjà arrivées.',
  en: 'The new factory in Lyon will open its doors in spring. It will employ two hundred people, and the first machines have already arrived.',
  de: 'Das neue Werk in Lyon wird im Frühling eröffnet. Es wird zweihundert Menschen beschäftigen, und die ersten Maschinen sind schon da.',
  es: 'La nueva fábrica de Lyon abrirá sus puertas en primavera. Empleará a doscientas personas y las primeras máquinas ya están en la planta.',
  it: 'La nuova fabbrica di Lione aprirà in primavera. Impiegherà duecento persone e le prime macchine sono già arrivate nella sede della società.',
  nl: 'De nieuwe fabriek in Lyon gaat in het voorjaar open. Er zullen tweehonderd mensen werken en de eerste machines zijn al aangekomen.',
  pt: 'A nova fábrica de Lyon abrirá as portas na primavera. Vai empregar duzentas pessoas e as primeiras máquinas já foram entregues pela empresa, que não diz mais.',
  ja: 'リヨンの新しい工場は春に開業します。', zh: '里昂的新工廠將於春季開業。', ru: 'Новый завод в Лионе откроется весной.', ar: 'سيفتح المصنع الجديد في ليون أبوابه في الربيع.',
}

describe('languages', () => {
  test.each(Object.entries(texts))('%s is detected', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
  })

  test.each(['', '1234 5678', 'Portevoix', 'Lyon Paris Marseille', 'Volkswagen AG: Q3 2025'])('%j tells nothing', (text) => {
    expect(detectLanguage(text)).toBeNull()
  })

  test('what is declared comes first', () => {
    expect(languageOf('en-GB', texts.fr)).toBe('en')
    expect(languageOf('', texts.fr)).toBe('fr')
    expect(languageOf('und', texts.en)).toBe('en')
    for (const [tag, expected] of [['fr_FR', 'fr'], ['FR', 'fr'], ['zh-Hant-TW', 'zh'], ['french', null], ['x', null], [null, null]] as const) expect(declaredLanguage(tag)).toBe(expected)
  })
})

describe('reading time', () => {
  test.each([
    ['', 'fr', null], ['— …', 'fr', null], ['mot', 'fr', 1], ['mot '.repeat(203 * 4), 'fr', 4], ['word '.repeat(238 * 4), 'en', 4], ['word '.repeat(238 * 4), null, 5],
    ['l’été aujourd’hui '.repeat(200), 'fr', 2], ['字'.repeat(510), 'zh', 2], ['字'.repeat(714), 'ja', 2],
  ])('%#', (text, language, expected) => {
    expect(readingMinutes(text, language)).toBe(expected)
  })
})
