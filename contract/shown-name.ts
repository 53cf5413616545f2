import { line } from './shapes.ts'

/** Without signs that have no shape of their own (joiners, marks of direction), and with one space between words. */
export const tidied = (name: string): string => name.replace(/\p{Cf}+/gu, '').replace(/\s+/gu, ' ').trim()

/** Latin letters beside Cyrillic or Greek ones: many of those look the same, and so would two names (Unicode Technical Standard 39, section 5). */
const mixesAlphabets = (name: string): boolean => {
  const plain = name.normalize('NFKC')
  return /\p{Script=Latin}/u.test(plain) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(plain)
}

/** A name that its owner chooses for others to read: a `line`, tidied, that cannot be dressed up as somebody else's. */
export const shownName = (max: number) =>
  line(max).transform(tidied).superRefine((name, context) => {
    if (mixesAlphabets(name)) context.addIssue({ code: 'custom', params: { code: 'mixed_alphabets' } })
  })
