import { expect, test } from 'vitest'
import { codeFile } from './code-file.ts'

test.each([
  ['Nos métiers recrutent : l’été, à cœur ouvert !', 'portevoix-nos-metiers-recrutent-l-ete-a-coeur-ouvert-linkedin'],
  [`${'a'.repeat(59)} fin`, `portevoix-${'a'.repeat(59)}-linkedin`],
  ['新しいニュース', 'portevoix-linkedin'],
  [null, 'portevoix-linkedin'],
])('the files of a share of %j are %s', (content_title, name) => {
  expect(codeFile({ network: 'linkedin', content_title })).toBe(name)
})
