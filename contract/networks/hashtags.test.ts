import { describe, expect, test } from 'vitest'
import { disclose, extractHashtags, hashtagName, hashtagNames, missingHashtags, withHashtags } from './hashtags.ts'

describe('hashtags of a text', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['#Emploi et #emploi', ['Emploi']],
    ['Vive l’#été2026 !', ['été2026']],
    ['(#un,#deux)', ['un', 'deux']],
    ['#2026', []],
    ['a#b &#39; #', []],
    ['https://exemple.fr/#ancre #vrai', ['vrai']],
    ['#日本語 ＃한국 #مرحبا', ['日本語', '한국', 'مرحبا']],
    ['#️⃣ 1️⃣', []],
    ['❤️#coeur', ['coeur']],
    ['#e\u0301te\u0301', ['e\u0301te\u0301']],
    ['#a#b', []],
  ])('%j', (text, expected) => expect(extractHashtags(text)).toEqual(expected))
})

test.each([
  ['#Emploi', 'Emploi'],
  ['vie d’entreprise', 'VieDEntreprise'],
  ['Marque employeur', 'MarqueEmployeur'],
  ['écologie', 'écologie'],
  ['2026', ''],
  ['#', ''],
  ['🙂', ''],
  ['a,b', 'AB'],
])('the hashtag made of %j is %j', (text, name) => expect(hashtagName(text)).toBe(name))

test.each<[string, string[]]>([
  ['Rue,Place', ['Rue', 'Place']],
  ['Chantiers, #Été', ['Chantiers', 'Été']],
  ['#un#deux', ['un', 'deux']],
  ['un ; deux\ntrois\tquatre', ['un', 'deux', 'trois', 'quatre']],
  ['Rue rue #RUE', ['Rue']],
  ['#Marchés-publics', ['MarchésPublics']],
  [' , #; 2026', []],
])('the hashtags of the list %j are %j', (list, names) => expect(hashtagNames(list)).toEqual(names))

test.each<[string, string[], string]>([
  ['Bonjour', ['emploi'], 'Bonjour\n\n#emploi'],
  ['Bonjour ', ['#Emploi', 'emploi', 'Vie privée'], 'Bonjour\n\n#Emploi #ViePrivée'],
  ['J’aime #EMPLOI', ['emploi'], 'J’aime #EMPLOI'],
  ['Bonjour\n\n#un #deux', ['trois'], 'Bonjour\n\n#un #deux #trois'],
  ['', ['un'], '#un'],
  ['Bonjour', ['', '2026'], 'Bonjour'],
  ['Bonjour', [], 'Bonjour'],
  ['Voir https://exemple.fr/#un', ['un'], 'Voir https://exemple.fr/#un\n\n#un'],
])('%j with %j', (caption, hashtags, expected) => expect(withHashtags(caption, hashtags)).toBe(expected))

test('the disclosure hashtag is there once, however often it is asked for', () => {
  const once = disclose('Fier de ce projet', 'Ambassadeur')
  expect(once).toBe('Fier de ce projet\n\n#Ambassadeur')
  expect(disclose(once, '#ambassadeur')).toBe(once)
  expect(missingHashtags(once, ['AMBASSADEUR', 'autre'])).toEqual(['autre'])
})
