/** Letters that no accent explains. */
const written: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l' }

/** What somebody types, as an address may have it: lower case, without accents, words joined by hyphens. A hyphen at the end may be on the way to a word. */
export const slugTyped = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[œæßøł]/g, (letter) => written[letter] ?? letter).replace(/[^a-z0-9]+/g, '-').replace(/^-/, '').slice(0, 64)
