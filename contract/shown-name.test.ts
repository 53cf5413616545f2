import { expect, it } from 'vitest'
import { shownName } from './shown-name.ts'

const read = (name: string) => {
  const { success, data, error } = shownName(60).safeParse(name)
  const [issue] = error?.issues ?? []
  return success ? data : issue?.code === 'custom' ? issue.params?.['code'] : issue?.code
}

it.each([
  ['Béa Roux', 'Béa Roux'], ['  Béa \u00a0 Roux ', 'Béa Roux'], ['Bé\u200da\u200b R\u00adoux\ufeff', 'Béa Roux'], ['Béa \u200b Roux', 'Béa Roux'], ['Le Geai 🦉', 'Le Geai 🦉'],
  ['Беа Ру', 'Беа Ру'], ['Νίκος', 'Νίκος'], ['李 Wei', '李 Wei'],
  // with a Cyrillic е, a Greek ο, and letters that only look like others until they are folded
  ['B\u0435a', 'mixed_alphabets'], ['R\u03bfux', 'mixed_alphabets'], ['\uff22\u0435a', 'mixed_alphabets'], ['Anna Петрова', 'mixed_alphabets'],
  ['\u200b\u200d', 'required'], ['', 'too_small'], ['Béa\nRoux', 'one_line'], ['Béa\u202exuoR', 'hidden_character'],
])('%j is %j', (name, expected) => {
  expect(read(name)).toBe(expected)
})
