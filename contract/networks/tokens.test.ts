import { expect, test } from 'vitest'
import { tokens } from './tokens.ts'

test.each<[string, string[]]>([
  ['', []],
  ['Bonjour', ['text:Bonjour']],
  ['Lire #Climat avec @Nadia : https://exemple.fr/#a.', ['text:Lire ', 'hashtag:#Climat', 'text: avec ', 'mention:@Nadia', 'text: : ', 'link:https://exemple.fr/#a', 'text:.']],
  ['@moi@piaille.fr, jean@exemple.fr', ['mention:@moi@piaille.fr', 'text:, jean@exemple.fr']],
  ['https://piaille.fr/@moi', ['link:https://piaille.fr/@moi']],
  ['<b>#été</b>', ['text:<b>', 'hashtag:#été', 'text:</b>']],
])('%j', (text, expected) => {
  const cut = tokens(text)
  expect(cut.map(({ kind, text }) => `${kind}:${text}`)).toEqual(expected)
  expect(cut.map(({ text }) => text).join('')).toBe(text)
  expect(cut.every(({ start, text: part }) => text.startsWith(part, start))).toBe(true)
})
