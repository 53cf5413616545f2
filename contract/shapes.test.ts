import { describe, expect, it } from 'vitest'
import { line, lineOrNothing, searchWords } from './shapes.ts'

const codeOf = (shape: ReturnType<typeof line>, value: string): string | undefined => {
  const [issue] = shape.safeParse(value).error?.issues ?? []
  return issue?.code === 'custom' ? String(issue.params?.['code']) : issue?.code
}

describe('a name', () => {
  it.each([
    'Zoë l’Été « à 50 % »', 'Ateliers & Fils (1998)', "O'Brien", 'Nguyễn Thị Ánh', '李小龍', 'محمد بن سلمان', 'הַיְתָה', 'العربية\u200f 2026', 'فارسی\u200cها', '👩‍👩‍👧‍👧🏳️‍🌈', 'क्षि', '100 %', '-', 'Z̮̞̠͙͔ͅḀ̗̞͈̻',
  ])('may be %s', (name) => {
    expect(line(120).parse(name)).toBe(name)
    expect(lineOrNothing(120).parse(name)).toBe(name)
  })

  it.each(['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])('is on one line: %j', (sign) => {
    expect([codeOf(line(120), `a${sign}b`), codeOf(lineOrNothing(120), `a${sign}b`)]).toEqual(['one_line', 'one_line'])
  })

  const signs = [
    ...Array.from({ length: 32 }, (_, code) => code).filter((code) => code !== 0 && (code < 10 || code > 13)), 0x7f, ...Array.from({ length: 32 }, (_, code) => 0x80 + code).filter((code) => code !== 0x85),
    0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
  ].map((code) => [code.toString(16), String.fromCharCode(code)] as const)
  it.each(signs)('holds no U+%s', (_, sign) => {
    expect([codeOf(line(120), `a${sign}b`), codeOf(lineOrNothing(120), `a${sign}b`)]).toEqual(['hidden_character', 'hidden_character'])
  })

  it.each([['\u0000', 'nul_character'], ['a\ud800', 'nul_character'], ['', 'too_small'], [' \t\n ', 'too_small'], ['\u200b', 'required'], ['\u200d\ufe0f\u2060', 'required'], ['a'.repeat(121), 'too_big']])('%j is refused: %s', (name, code) => {
    expect(codeOf(line(120), name)).toBe(code)
  })

  it('loses the spaces around it, a line that is typed still does not', () => {
    expect([line(9).parse('  Été\n'), lineOrNothing(9).parse('Été '), lineOrNothing(9).parse(''), lineOrNothing(9).parse(' ')]).toEqual(['Été', 'Été ', '', ' '])
  })
})

it('what is looked for may hold what was pasted with it', () => { expect(searchWords(20).parse(' bilan\tcarbone\n2026 ')).toBe('bilan\tcarbone\n2026') })
