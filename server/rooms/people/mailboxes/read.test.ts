import { expect, it } from 'vitest'
import { readMailboxes } from './read.ts'

it.each<[string, string[], string[]]>([
  ['a@b.fr', ['a@b.fr'], []],
  ['A@B.fr, c@d.fr;e@f.fr\ng@h.fr  a@b.fr', ['a@b.fr', 'c@d.fr', 'e@f.fr', 'g@h.fr'], []],
  ['Nina Roux <nina@acme.fr>; "Dupont, Jean" <jean@acme.fr>, x@y.fr', ['nina@acme.fr Nina Roux', 'jean@acme.fr Dupont, Jean', 'x@y.fr'], []],
  ['"Roux, Nina" <nina@acme.fr>\r\nÉlodie Œuvrard <Elodie@Acme.fr>\n<omar@acme.fr>', ['nina@acme.fr Roux, Nina', 'elodie@acme.fr Élodie Œuvrard', 'omar@acme.fr'], []],
  ['Roux, Nina <nina@acme.fr>; Dupont, Jean <jean@acme.fr>', ['nina@acme.fr Roux, Nina', 'jean@acme.fr Dupont, Jean'], []],
  ['Nina Roux\n <nina@acme.fr>', ['nina@acme.fr Nina Roux'], []],
  ['Nina Roux\tnina@acme.fr\nJean Dupont jean@acme.fr', ['nina@acme.fr Nina Roux', 'jean@acme.fr Jean Dupont'], []],
  [`'Nina O’Brien' <nina@acme.fr>, "Jean \\"Jeannot\\" Dupont" <jean@acme.fr>`, ['nina@acme.fr Nina O’Brien', 'jean@acme.fr Jean "Jeannot" Dupont'], []],
  ['nina@acme.fr, Nina Roux <nina@acme.fr>', ['nina@acme.fr Nina Roux'], []],
  ['"nina@acme.fr" <nina@acme.fr>', ['nina@acme.fr'], []],
  ['Nina \u202eRoux <nina@acme.fr>', ['nina@acme.fr'], []],
  ['mailto:a@b.fr. (c@d.fr)', ['a@b.fr', 'c@d.fr'], []],
  ['"Nina <nina@acme.fr>, c@d.fr', ['nina@acme.fr Nina', 'c@d.fr'], []],
  ['nina@ @acme.fr nina@acme', [], ['nina@', '@acme.fr', 'nina@acme']],
  ['Roux, a@b.fr', ['a@b.fr'], ['Roux']],
  ['Nina <nina@acme>; Jean <>', [], ['"Nina" <nina@acme>', '"Jean" <>']],
  ['', [], []],
])('%j', (text, people, wrong) => {
  const read = readMailboxes(text)
  expect([read.mailboxes.map(({ email, name }) => `${email} ${name}`.trim()), read.wrong]).toEqual([people, wrong])
})

it('reads a long text in a time that grows with it alone', () => {
  const started = performance.now()
  expect(readMailboxes('Nina Roux <nina@acme.fr>, '.repeat(4_000)).mailboxes).toHaveLength(1)
  for (const text of ['"'.repeat(100_000), '<'.repeat(100_000), '"a" '.repeat(25_000), '(('.repeat(50_000), 'a, '.repeat(30_000), `${'<a@'.repeat(30_000)}>`, ' '.repeat(100_000), '\n '.repeat(50_000)]) readMailboxes(text)
  expect(performance.now() - started).toBeLessThan(3_000)
})
