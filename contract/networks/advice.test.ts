import { expect, test } from 'vitest'
import { advise } from './advice.ts'
import { networks } from './all.ts'
import type { NetworkId } from './shape.ts'

const codes = (network: NetworkId, caption: string, disclosure_hashtag?: string) =>
  advise(networks[network], caption, disclosure_hashtag === undefined ? {} : { disclosure_hashtag }).map(({ code }) => code)
const sentence = 'Nous avons réduit de moitié l’énergie de nos ateliers en trois ans, et voici comment chaque équipe y a pris sa part, sans rien céder sur la qualité ni sur les délais.'

test.each<[NetworkId, string, string[]]>([
  ['linkedin', `${sentence} #Climat`, []],
  ['linkedin', sentence, ['hashtags_few']],
  ['linkedin', 'À lire #Climat', ['length_short']],
  ['linkedin', `${sentence} #a #b #c #d #e #f`, ['hashtags_many']],
  ['linkedin', `${sentence} #Climat avec @Nadia`, ['mentions_check']],
  ['linkedin', `${'a'.repeat(1400)} #Climat`, ['length_long']],
  ['x', `Court https://exemple.fr/${'a'.repeat(300)}`, ['length_short']],
  ['whatsapp', 'Regarde #Climat @toi', ['hashtags_many']],
  ['mastodon', `${sentence} #Climat, jean@exemple.fr`, []],
])('%s on %j', (network, caption, expected) => expect(codes(network, caption)).toEqual(expected))

test('disclosure, when the programme asks for it', () => {
  expect(codes('x', sentence, 'Ambassadeur')).toEqual(['disclosure_missing'])
  expect(codes('x', `${sentence} #ambassadeur`, '#Ambassadeur')).toEqual([])
})
