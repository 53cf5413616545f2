import { describe, expect, test } from 'vitest'
import { find } from './addresses.ts'

const texts = (text: string, needs_scheme = false) =>
  find(text, { needs_scheme }).map(({ start, end }) => text.slice(start, end))

describe('web addresses in a text', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['rien ici', []],
    ['https://exemple.fr', ['https://exemple.fr']],
    ['HTTPS://EXEMPLE.FR/A', ['HTTPS://EXEMPLE.FR/A']],
    ['Voir exemple.fr, puis www.exemple.com.', ['exemple.fr', 'www.exemple.com']],
    ['(https://exemple.fr/page)', ['https://exemple.fr/page']],
    ['« https://exemple.fr/a » !', ['https://exemple.fr/a']],
    ['https://exemple.fr/a…', ['https://exemple.fr/a']],
    ['https://exemple.fr/a?b=c&d=e.', ['https://exemple.fr/a?b=c&d=e']],
    ['https://exemple.fr?x=1', ['https://exemple.fr?x=1']],
    ['https://exemple.fr:8443/a', ['https://exemple.fr:8443/a']],
    ['https://fr.wikipedia.org/wiki/Mercure_(planète)', ['https://fr.wikipedia.org/wiki/Mercure_(planète)']],
    ['https://exemple.fr/#ancre', ['https://exemple.fr/#ancre']],
    ['日本https://exemple.jp/日', ['https://exemple.jp/']],
    ['見てexemple.comです', ['exemple.com']],
    ['https://例え.jp/a', ['https://例え.jp/a']],
    ['例え.jp', []],
    ['www.exemple.中国', ['www.exemple.中国']],
    ['http://xn--fsq.xn--fiqs8s/a', ['http://xn--fsq.xn--fiqs8s/a']],
    ['jean@exemple.fr', []],
    ['jean.dupont@mail.exemple.fr', []],
    ['@moi.fr', []],
    ['#exemple.fr', []],
    ['http://localhost:3000/a', []],
    ['https://127.0.0.1/a', []],
    ['fichier.inexistant', []],
    ['version 1.2.3, fin.Merci', []],
    ['exemple.frère', ['exemple.fr']],
    ['https://foo_bar.exemple.fr', ['https://foo_bar.exemple.fr']],
    ['https://foo_bar.fr', []],
    ['exemple.fr/a', ['exemple.fr/a']],
  ])('%j', (text, expected) => expect(texts(text)).toEqual(expected))

  test('only those with a scheme when asked', () => {
    expect(texts('exemple.fr et https://exemple.fr/a', true)).toEqual(['https://exemple.fr/a'])
  })

  test.each([
    'a.'.repeat(60_000),
    'a-'.repeat(60_000),
    'é'.repeat(60_000),
    `https://exemple.fr/${'('.repeat(60_000)}`,
    `https://exemple.fr/${'!'.repeat(60_000)}`,
    'http://'.repeat(20_000),
  ])('takes a hostile text in linear time (%#)', (text) => {
    const start = performance.now()
    find(text)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
