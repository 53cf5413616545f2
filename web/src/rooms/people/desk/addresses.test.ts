import { expect, it } from 'vitest'
import { readAddresses } from './addresses.ts'

it.each([
  ['a@b.fr', ['a@b.fr'], []],
  ['A@B.fr, c@d.fr;e@f.fr\ng@h.fr  a@b.fr', ['a@b.fr', 'c@d.fr', 'e@f.fr', 'g@h.fr'], []],
  ['Nina Roux <nina@acme.fr>; "Dupont, Jean" <jean@acme.fr>, x@y.fr', ['nina@acme.fr', 'jean@acme.fr', 'x@y.fr'], []],
  ['mailto:a@b.fr. (c@d.fr)', ['a@b.fr', 'c@d.fr'], []],
  ['nina@ @acme.fr nina@acme', [], ['nina@', '@acme.fr', 'nina@acme']],
  ['', [], []],
])('%j', (text, emails, wrong) => { expect(readAddresses(text)).toEqual({ emails, wrong }) })
